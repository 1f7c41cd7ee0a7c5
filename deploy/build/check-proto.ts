// Checks the contracts: lint, no breaking change against the last commit of the main line, and generated types that are up to date.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
const buf = join(root, 'node_modules/.bin/buf');

function run(program: string, options: string[], cwd = root): string {
  return execFileSync(program, options, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

function check(what: string, work: () => void): boolean {
  try {
    work();
    console.log(`proto: ${what} ok`);
    return true;
  } catch (error) {
    const { stdout = '', stderr = '', message } = error as Error & { stdout?: string; stderr?: string };
    console.error(`proto: ${what} failed\n${stdout}${stderr}${stdout || stderr ? '' : message}`);
    return false;
  }
}

/** The commit that contracts must stay compatible with: where this branch left the main line, or the commit before on the main line. */
function baseline(): string | undefined {
  const base = process.env['PROTO_BASELINE'];
  for (const candidate of base ? [base] : ['origin/main', 'HEAD~1', 'HEAD']) {
    try {
      run('git', ['rev-parse', '--verify', '--quiet', `${candidate}:proto/buf.yaml`]);
      return candidate;
    } catch {
      continue;
    }
  }
  return undefined;
}

function breaking(): void {
  const commit = baseline();
  if (!commit) return console.log('proto: no earlier contracts to compare with');
  const folder = mkdtempSync(join(tmpdir(), 'proto-'));
  try {
    const archive = execFileSync('git', ['archive', '--format=tar', commit, 'proto'], {
      cwd: root,
      maxBuffer: 1 << 26,
    });
    writeFileSync(join(folder, 'proto.tar'), archive);
    run('tar', ['-xf', join(folder, 'proto.tar'), '-C', folder]);
    run(buf, ['breaking', '--against', join(folder, 'proto')], join(root, 'proto'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function drift(): void {
  const folder = mkdtempSync(join(tmpdir(), 'contracts-'));
  try {
    cpSync(join(root, 'proto'), join(folder, 'proto'), { recursive: true });
    const template = readFileSync(join(root, 'proto/buf.gen.yaml'), 'utf8')
      .replace('../node_modules', join(root, 'node_modules'))
      .replace('../libs/contracts/src/gen', join(folder, 'gen'));
    writeFileSync(join(folder, 'proto/buf.gen.yaml'), template);
    run(buf, ['generate'], join(folder, 'proto'));
    try {
      run('diff', ['-r', join(folder, 'gen'), join(root, 'libs/contracts/src/gen')]);
    } catch (error) {
      console.error('The generated contracts are not up to date: run npm run proto and commit the result.');
      throw error;
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const results = [
  check('lint', () => run(buf, ['lint'], join(root, 'proto'))),
  check('compatibility', breaking),
  check('generated types', drift),
];
process.exit(results.every(Boolean) ? 0 : 1);
