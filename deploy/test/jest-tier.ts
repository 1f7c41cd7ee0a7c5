import { spawn, type ChildProcess } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Tier } from './arguments.ts';
import { promisesTable } from './promises.ts';

export interface Count {
  passed: number;
  failed: number;
}

export interface TierRun {
  root: string;
  dir: string;
  env: NodeJS.ProcessEnv;
  jest: string[];
  onStart(child: ChildProcess): void;
}

// Integration tests wait for servers, not for the processor; end-to-end tests start whole systems, one at a time.
const FLAGS: Record<Tier, string[]> = {
  unit: ['--maxWorkers=100%', '--testTimeout=30000'],
  int: ['--maxWorkers=4', '--testTimeout=30000', '--forceExit'],
  e2e: ['--runInBand', '--testTimeout=240000', '--forceExit'],
};

/** Runs one tier of tests and counts; what went wrong without being a test counts as one failure each. */
export async function runTier(tier: Tier, { root, dir, env, jest, onStart }: TierRun): Promise<Count> {
  const report = join(dir, `${tier}.json`);
  await rm(report, { force: true });
  const code = await new Promise<number | null>((resolve) => {
    const child = spawn(
      process.execPath,
      [
        '--experimental-vm-modules',
        '--disable-warning=ExperimentalWarning',
        '--disable-warning=TimeoutNegativeWarning',
        join(root, 'node_modules/jest/bin/jest.js'),
        // Before --selectProjects, which takes all words that follow it.
        ...jest,
        ...FLAGS[tier],
        '--passWithNoTests',
        '--json',
        `--outputFile=${report}`,
        '--selectProjects',
        tier,
      ],
      // The report is for us alone; what people read goes to the standard error anyway.
      { cwd: root, env, stdio: ['ignore', 'ignore', 'inherit'] },
    );
    onStart(child);
    child.once('error', () => resolve(1));
    child.once('exit', (exitCode) => resolve(exitCode));
  });
  const text = await readFile(report, 'utf8').catch(() => '');
  const promises = text && promisesTable(text);
  if (promises) console.log(`\n${promises}`);
  return countReport(text, code);
}

/** The numbers in Jest's JSON report. */
export function countReport(text: string, exitCode: number | null): Count {
  if (!text) return { passed: 0, failed: 1 };
  const report = JSON.parse(text) as {
    numPassedTests: number;
    numFailedTests: number;
    numRuntimeErrorTestSuites: number;
  };
  const failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
  return { passed: report.numPassedTests, failed: exitCode === 0 ? failed : Math.max(failed, 1) };
}
