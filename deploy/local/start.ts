import { parseStartArguments, START_HELP } from './arguments.ts';
import { explain } from './check-machine.ts';
import { launch } from './launch.ts';
import { Shutdown } from './shutdown.ts';
import { Steps } from './terminal/steps.ts';

const steps = new Steps();
const shutdown = new Shutdown();

async function main(): Promise<void> {
  const { fresh, help } = parseStartArguments(process.argv.slice(2));
  if (help) {
    console.log(START_HELP);
    process.exit(0);
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(signal));
  // The parent was killed: nobody could press Ctrl-C any more.
  process.on('disconnect', () => void stop('The launcher is gone'));
  await launch(fresh, import.meta.filename, steps, shutdown);
}

async function stop(why: string): Promise<void> {
  if (shutdown.begun) return;
  steps.say(`\n${why}: stopping everything`);
  steps.close();
  const since = Date.now();
  await shutdown.run();
  steps.say(`Stopped after ${((Date.now() - since) / 1000).toFixed(1)} s; the data stays in .local`);
  process.exit(0);
}

async function fail(error: unknown): Promise<void> {
  // What a stop interrupts fails too, and that is no news.
  if (shutdown.begun) return;
  steps.say(`\n${explain(error) ?? (error instanceof Error ? error.stack : String(error))}`);
  steps.close();
  await shutdown.run();
  process.exit(1);
}

await main().catch(fail);
