// npm run chaos -- --orders N --seed S [--faults …] [--transport kafka|redis] [--keep]
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { demandDiskSpace, explain } from '../local/check-machine.ts';
import { Shutdown } from '../local/shutdown.ts';
import { Steps } from '../local/terminal/steps.ts';
import { type ChaosArguments, chaosArguments, commandOf, USAGE } from './arguments.ts';
import { makePlan } from './plan/plan.ts';
import { runChaos } from './run-chaos.ts';

const ROOT = join(import.meta.dirname, '../..');
const dir = join(ROOT, `.local/chaos/run-${process.pid}`);
const shutdown = new Shutdown();
let begun = false;
let interrupted = false;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
// Whoever started it is gone.
process.on('disconnect', stop);

try {
  const options = chaosArguments(process.argv.slice(2));
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

async function main(options: ChaosArguments): Promise<void> {
  begun = true;
  await mkdir(dir, { recursive: true });
  await demandDiskSpace(dir);
  const lines = new Steps();
  const plan = makePlan(options);
  lines.say(`${plan.acts.length} orders of ${plan.users} users, ${plan.steps.length} steps, seed ${plan.seed}`);
  const good = await runChaos({ root: ROOT, dir, plan, kafka: options.kafka, lines, shutdown });
  if (interrupted) return;
  lines.say(good ? '\nAll of it holds.' : `\nNOT all of it holds. Again: ${commandOf(options)}`);
  await clear(options.keep || !good);
  process.exit(good ? 0 : 1);
}

function stop(): void {
  interrupted = true;
  void clear(false).then(() => process.exit(130));
}

async function clear(keep: boolean): Promise<void> {
  await shutdown.run();
  if (!begun) return;
  if (keep) console.error(`Logs and data are in ${dir}`);
  else await rm(dir, { recursive: true, force: true });
}
