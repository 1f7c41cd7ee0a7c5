import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const EVENTS = 'libs/contracts/src/events';
const SOURCE = `${EVENTS}/shop-events.ts`;
const NOTE = 'libs/contracts/events/schemas/shop.opened.v1.json';
const COPIED = ['deploy/contracts', 'deploy/local/process/failure.ts', 'package.json', '.prettierrc', '.editorconfig']
  .concat([`${EVENTS}/define-event.ts`, `${EVENTS}/fields.ts`, `${EVENTS}/topics.ts`])
  .concat('libs/messaging/src/envelope/event-headers.ts');

const PLANTED = {
  '.gitignore': 'node_modules\n',
  [SOURCE]: `import { z } from 'zod';
import { defineEvent } from './define-event.js';
import { id } from './fields.js';
/** A shop was opened. */
export const ShopOpened = defineEvent({ name: 'shop.opened', version: 1, topic: 'order.events', schema: z.object({
  shopId: id.describe('The shop.'),
  name: z.string().describe('How it is called.'),
}) });
`,
  [`${EVENTS}/catalogue.ts`]: `import { wireType } from './define-event.js';
import { ShopOpened } from './shop-events.js';
export const EVENT_CATALOGUE = new Map([ShopOpened].map((e) => [wireType(e), e]));
`,
  'libs/contracts/events/samples/shop.opened.v1/1-minimal.json': JSON.stringify({
    key: '5',
    headers: { ce_type: 'shop.opened.v1', ce_subject: '5' },
    value: { shopId: '5', name: '茶馆' },
  }),
  'apps/map/src/map.ts': "import { ShopOpened } from '@minisuite/contracts';\nOnEvent(ShopOpened);\n",
};

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'contracts-'));
  for (const path of COPIED) cpSync(resolve(path), join(folder, path), { recursive: true });
  for (const [path, text] of Object.entries(PLANTED)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  contracts();
  git('init', '-b', 'main');
  commit();
});

afterAll(() => rmSync(folder, { recursive: true }));

function contracts(...options: string[]) {
  return contractsWith({}, ...options);
}

function contractsWith(more: Record<string, string>, ...options: string[]) {
  const { CONTRACTS_BASELINE: _, ...env } = process.env;
  const run = [join(folder, 'deploy/contracts/contracts.ts'), ...options];
  const { status, stdout, stderr } = spawnSync(process.execPath, run, { encoding: 'utf8', env: { ...env, ...more } });
  return { status, said: `${stdout}${stderr}` };
}

function git(...options: string[]): string {
  const who = ['-c', 'user.name=t', '-c', 'user.email=t@example.com', '-c', 'commit.gpgsign=false'];
  return execFileSync('git', [...who, ...options], { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
}

function commit(): void {
  git('add', '-A');
  git('commit', '-q', '-m', 'x');
}

function edit(path: string, from: string, to: string): void {
  const before = readFileSync(join(folder, path), 'utf8');
  expect(before).toContain(from);
  writeFileSync(join(folder, path), before.replaceAll(from, to));
}

/** Does something to the committed state and takes it back. */
function onceOver(work: () => void): void {
  const start = git('rev-parse', 'main').trim();
  try {
    work();
  } finally {
    git('checkout', '-q', '-f', '-B', 'main', start);
    git('clean', '-q', '-f', '-d');
  }
}

describe('npm run contracts', () => {
  it('refuses a breaking change and writes nothing', () => {
    onceOver(() => {
      edit(SOURCE, 'name: z.string()', 'title: z.string()');
      const { status, said } = contracts();
      expect(status).toBe(1);
      expect(said).toContain('name may now be missing (removed or renamed): a consumer that runs today still reads it');
      expect(said).toContain('read by map (apps/map/src/map.ts)');
      expect(git('status', '--short')).toBe(` M ${SOURCE}\n`);
    });
  });

  it('refuses it as well when the schema file was edited to suit it, committed or not', () => {
    onceOver(() => {
      edit(SOURCE, 'name: z.string()', 'name: z.boolean()');
      edit(NOTE, '"type": "string", "description": "How', '"type": "boolean", "description": "How');
      expect(contracts('--check').said).toMatch(/against commit [0-9a-f]{9}\):\n {2}- name may now be a boolean/);
      git('checkout', '-q', '-b', 'feature');
      commit();
      const refused = { status: 1, said: expect.stringContaining('name may now be a boolean') };
      expect(contracts('--check')).toMatchObject(refused);
      git('checkout', '-q', '-B', 'main');
      expect(contracts('--check')).toMatchObject(refused);
    });
  });

  it('takes an additive change, which then has to be committed', () => {
    onceOver(() => {
      edit(SOURCE, 'name: z', "street: z.string().optional().describe('Where.'),\n  name: z");
      expect(contracts('--check')).toMatchObject({
        status: 1,
        said: expect.stringContaining(`not up to date ${NOTE}`),
      });
      expect(contracts()).toMatchObject({ status: 0, said: expect.stringContaining(`wrote ${NOTE}`) });
      expect(contracts('--check')).toMatchObject({ status: 0, said: expect.stringContaining('are up to date') });
    });
  });

  it('asks for the sample of a new event and proposes one', () => {
    onceOver(() => {
      const sentence = '/** A shop was closed. */';
      const added = `${sentence}\nexport const ShopClosed = defineEvent({ ...ShopOpened, name: 'shop.closed' });\n`;
      edit(SOURCE, '}) });\n', `}) });\n${added}`);
      expect(contracts().said).toContain('ShopClosed (shop-events.ts) is not the shop.closed.v1 of EVENT_CATALOGUE');
      edit(`${EVENTS}/catalogue.ts`, '{ ShopOpened }', '{ ShopClosed, ShopOpened }');
      edit(`${EVENTS}/catalogue.ts`, '[ShopOpened]', '[ShopClosed, ShopOpened]');
      expect(contracts()).toMatchObject({ status: 0, said: expect.stringContaining('"ce_type": "shop.closed.v1"') });
      expect(contracts('--check')).toMatchObject({ status: 1, said: expect.stringContaining('has no sample') });
    });
  });

  it('does not miss an event that the main line got after this branch had left it', () => {
    onceOver(() => {
      git('branch', 'behind');
      writeFileSync(join(folder, NOTE.replace('opened', 'later')), '{ "type": "shop.later.v1" }');
      commit();
      git('checkout', '-q', 'behind');
      expect(contracts('--check')).toMatchObject({ status: 0 });
    });
  });

  it('works in a clone without history', () => {
    renameSync(join(folder, '.git'), join(folder, 'history'));
    try {
      expect(contracts('--check')).toMatchObject({ status: 0, said: expect.stringContaining('without history') });
    } finally {
      renameSync(join(folder, 'history'), join(folder, '.git'));
    }
  });

  it('refuses to compare with a commit that is not there', () => {
    const said = 'contracts: CONTRACTS_BASELINE: there is no commit nowhere.\n';
    expect(contractsWith({ CONTRACTS_BASELINE: 'nowhere' }, '--check')).toEqual({ status: 1, said });
  });
});
