import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Failure } from '../local/process/failure.ts';
import { type Ledger, LEDGER, readLedger } from './ledger.ts';

/** What the ledger was in a commit of the main line. */
export interface Baseline {
  /** The commit, shortened. */
  readonly commit: string;
  readonly ledger: Ledger;
}

/**
 * What contracts have to stay compatible with: the commit where this branch left the main line and, on the main line itself, the
 * one before, too. Empty where there is no history.
 */
export function baselines(root: string): Baseline[] {
  const git = gitOf(root);
  return commitsOf(git)
    .filter((commit) => git('rev-parse', '--verify', '--quiet', `${commit}:${LEDGER}`) !== undefined)
    .map((commit) => ({ commit: commit.slice(0, 9), ledger: ledgerAt(root, commit) }));
}

type Git = (...options: string[]) => string | undefined;

function gitOf(root: string): Git {
  return (...options) => {
    try {
      return execFileSync('git', options, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
    } catch {
      return undefined;
    }
  };
}

function commitsOf(git: Git): string[] {
  const commitOf = (name: string) => git('rev-parse', '--verify', '--quiet', `${name}^{commit}`);
  const named = process.env['CONTRACTS_BASELINE'];
  if (named) {
    const commit = commitOf(named);
    if (commit === undefined) throw new Failure(`CONTRACTS_BASELINE: there is no commit ${named}.`);
    return [commit];
  }
  const head = commitOf('HEAD');
  const left = git('merge-base', 'HEAD', 'origin/main') ?? git('merge-base', 'HEAD', 'main') ?? head;
  const commits = left === head ? [head, commitOf('HEAD~1')] : [left];
  return commits.filter((commit) => commit !== undefined);
}

function ledgerAt(root: string, commit: string): Ledger {
  const folder = mkdtempSync(join(tmpdir(), 'ledger-'));
  try {
    const archive = execFileSync('git', ['archive', '--format=tar', commit, LEDGER], { cwd: root, maxBuffer: 1 << 28 });
    writeFileSync(join(folder, 'ledger.tar'), archive);
    execFileSync('tar', ['-xf', 'ledger.tar'], { cwd: folder });
    return readLedger(join(folder, LEDGER));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
