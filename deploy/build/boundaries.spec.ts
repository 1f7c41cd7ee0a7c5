import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const root = resolve('.');

interface Violation {
  readonly from: string;
  readonly rule: { readonly name: string };
}

/** Each planted file breaks exactly the rule it is listed with. */
const PLANTED: [rule: string, file: string, imports: string][] = [
  ['domain-is-pure', 'apps/a/src/f/domain/framework.ts', '@nestjs/common'],
  ['domain-is-pure', 'apps/a/src/f/domain/io.ts', 'node:fs'],
  ['domain-is-pure', 'apps/a/src/f/domain/upwards.ts', '../app/use-case.js'],
  ['app-knows-no-adapter', 'apps/a/src/f/app/database.ts', 'typeorm'],
  ['app-knows-no-adapter', 'apps/a/src/f/app/adapter.ts', '../adapters/own.js'],
  ['adapters-stay-inside-their-feature', 'apps/a/src/g/app/neighbour.ts', '../../f/adapters/own.js'],
  ['apps-are-strangers', 'apps/b/src/main.ts', '../../a/src/f/app/use-case.js'],
  ['libs-never-import-apps', 'libs/l/src/index.ts', '../../../apps/a/src/f/app/use-case.js'],
  ['libs-by-their-index-only', 'apps/a/src/f/adapters/deep.ts', '../../../../../libs/l/src/inner.js'],
  ['kafkajs-only-in-its-adapter', 'apps/a/src/f/adapters/kafka.ts', 'kafkajs'],
  ['testing-in-tests-only', 'apps/a/src/f/adapters/testing.ts', '../../../../../libs/testing/src/index.js'],
  ['no-circles', 'apps/a/src/f/app/round.ts', './trip.js'],
];

const LAWFUL: [file: string, text: string][] = [
  ['apps/a/src/f/app/use-case.ts', 'export const a = 1;\n'],
  ['apps/a/src/f/app/trip.ts', "export { a } from './round.js';\n"],
  ['apps/a/src/f/adapters/own.ts', "import { a } from '../app/use-case.js';\nexport const own = a;\n"],
  ['apps/a/src/f/f.module.ts', "import { own } from './adapters/own.js';\nexport const f = own;\n"],
  ['libs/l/src/inner.ts', 'export const inner = 1;\n'],
  ['libs/testing/src/index.ts', 'export const testing = 1;\n'],
];

let folder: string;
let violations: Violation[];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'boundaries-'));
  const files = [
    ...LAWFUL,
    ...PLANTED.map(([, file, from]) => [file, `import * as x from '${from}';\nexport const a = x;\n`] as const),
  ];
  for (const [file, text] of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  for (const shared of ['node_modules', 'tsconfig.base.json', 'package.json'])
    symlinkSync(join(root, shared), join(folder, shared));
  violations = cruise();
});

afterAll(() => rmSync(folder, { recursive: true }));

function cruise(): Violation[] {
  const tool = join(root, 'node_modules/.bin/depcruise');
  const options = ['--config', join(root, '.dependency-cruiser.cjs'), '--output-type', 'json', 'apps', 'libs'];
  const { stdout } = spawnSync(tool, options, { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 26 });
  return (JSON.parse(stdout) as { summary: { violations: Violation[] } }).summary.violations;
}

describe('the boundary rules', () => {
  it.each(PLANTED)('%s catches %s', (rule, file) => {
    const found = violations.filter(({ from }) => from === file).map(({ rule: { name } }) => name);
    expect(found).toContain(rule);
  });

  it('leave what is lawful alone', () => {
    const lawful = new Set(LAWFUL.map(([file]) => file));
    lawful.delete('apps/a/src/f/app/trip.ts');
    expect(violations.filter(({ from }) => lawful.has(from))).toEqual([]);
  });
});
