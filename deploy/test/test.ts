import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isOurs } from '../local/process/command-line.ts';
import { demandDiskSpace, explain } from '../local/check-machine.ts';
import { Shutdown } from '../local/shutdown.ts';
import { Steps } from '../local/terminal/steps.ts';
import { parseTestArguments, TEST_HELP } from './arguments.ts';
import type { Count } from './jest-tier.ts';
import { runTiers } from './run-tiers.ts';

const ROOT = join(import.meta.dirname, '../..');
const RUNS = join(ROOT, '.local/test');
const DIR = join(RUNS, `run-${process.pid}`);

const steps = new Steps({ animate: false });
const shutdown = new Shutdown();

async function main(): Promise<Count> {
  if (process.argv.slice(2).some((argument) => argument === '--help' || argument === '-h')) {
    console.log(TEST_HELP);
    process.exit(0);
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(signal));
  process.on('disconnect', () => void stop('The launcher is gone'));
  const args = parseTestArguments(process.argv.slice(2));
  await demandDiskSpace(ROOT);
  await removeOldRuns();
  return runTiers({ root: ROOT, dir: DIR, args, steps, shutdown });
}

async function stop(why: string): Promise<void> {
  if (shutdown.begun) return;
  steps.say(`\n${why}: stopping the tests and their servers`);
  steps.close();
  await shutdown.run();
  await rm(DIR, { recursive: true, force: true });
  process.exit(130);
}

// A run that was killed could not clean up.
async function removeOldRuns(): Promise<void> {
  const names = await readdir(RUNS).catch(() => []);
  for (const name of names) {
    const pid = Number(/^run-(\d+)$/.exec(name)?.[1]);
    if (pid && !(await isOurs(pid, import.meta.filename))) await rm(join(RUNS, name), { recursive: true, force: true });
  }
}

async function finish(count: Count): Promise<never> {
  await shutdown.run();
  const good = count.failed === 0 && count.passed > 0;
  // After a failure the logs of servers and systems are what one wants to read.
  if (good) await rm(DIR, { recursive: true, force: true });
  else if (count.passed + count.failed > 0) console.log(`\nLogs are in ${DIR}`);
  console.log(`\n${count.passed} passed, ${count.failed} failed`);
  process.exit(good ? 0 : 1);
}

await main().then(
  (count) => (shutdown.begun ? undefined : finish(count)),
  async (error: unknown) => {
    if (shutdown.begun) return;
    console.error(`\n${explain(error) ?? (error instanceof Error ? error.stack : String(error))}`);
    await finish({ passed: 0, failed: 1 });
  },
);
