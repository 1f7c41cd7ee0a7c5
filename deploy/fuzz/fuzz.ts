// npm run fuzz -- [--minutes N] [--seed S] [--keep]
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { demandDiskSpace, explain } from '../local/check-machine.ts';
import { Shutdown } from '../local/shutdown.ts';
import { Steps } from '../local/terminal/steps.ts';
import { fuzzArguments, type FuzzArguments, USAGE } from './arguments.ts';
import { startFuzzedSystem } from './fuzzed-system.ts';
import { needSchemathesis } from './need-schemathesis.ts';
import { runSchemathesis } from './run-schemathesis.ts';

const ROOT = join(import.meta.dirname, '../..');
const dir = join(ROOT, `.local/fuzz/run-${process.pid}`);
const shutdown = new Shutdown();
const steps = new Steps();
let begun = false;
let interrupted = false;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
// Whoever started it is gone.
process.on('disconnect', stop);

try {
  const options = fuzzArguments(process.argv.slice(2));
  if (options.help) console.log(USAGE);
  else await main(options);
} catch (error) {
  // What fails because everything is being stopped is no news.
  if (!interrupted) {
    console.error(`\n${explain(error) ?? (error instanceof Error ? error.stack : String(error))}`);
    await clear(true);
    process.exit(1);
  }
}

async function main({ minutes, seed, keep }: FuzzArguments): Promise<void> {
  begun = true;
  await mkdir(dir, { recursive: true });
  await demandDiskSpace(dir);
  const [program, system] = await Promise.all([
    steps.run('Schemathesis', ({ progress }) => needSchemathesis(join(ROOT, '.local/fuzz/venv'), progress)),
    startFuzzedSystem({ root: ROOT, dir, steps, shutdown }),
  ]);
  let good = true;
  for (const role of ['user', 'operator'] as const) {
    const seconds = minutes * 30;
    const { passed, summary } = await steps.run(`As ${role === 'user' ? 'a user' : 'an operator'}`, () =>
      runSchemathesis(program, system, { role, seconds, seed, report: join(dir, `${role}.txt`) }),
    );
    steps.say(summary);
    good &&= passed;
  }
  const crashes = system.crashes();
  for (const crash of crashes) steps.say(`! ${crash}`);
  good &&= crashes.length === 0;
  if (interrupted) return;
  const again = `npm run fuzz -- --minutes ${minutes} --seed ${seed}`;
  steps.say(good ? '\nEvery answer was as documented.' : `\nNOT every answer was as documented. Again: ${again}`);
  await clear(keep || !good);
  process.exit(good ? 0 : 1);
}

function stop(): void {
  interrupted = true;
  void clear(false).then(() => process.exit(130));
}

async function clear(keepAll: boolean): Promise<void> {
  await shutdown.run();
  if (!begun) return;
  if (keepAll) console.error(`Logs, data and reports are in ${dir}`);
  else await rm(dir, { recursive: true, force: true });
}
