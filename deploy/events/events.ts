// npm run events -- tail|lag|outbox|dead: looks after the events of a running system.
import { join } from 'node:path';
import { explain } from '../local/check-machine.ts';
import { readEnvFile } from '../local/state/env-file.ts';
import { readArguments, type Request } from './arguments.ts';
import type { Context } from './context.ts';
import { dead } from './dead/dead.ts';
import { lag } from './lag/lag.ts';
import { outbox } from './outbox/outbox.ts';
import { readLocalFiles } from './settings/local-files.ts';
import { tail } from './tail/tail.ts';
import { screenOn } from './terminal/screen.ts';
import { reasonOf } from './terminal/text.ts';
import { UsageError } from './usage-error.ts';

const ROOT = join(import.meta.dirname, '../..');
const INTERRUPTED = 130;
const GRACE_MS = 4_000;

const interrupt = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    // npm passes Ctrl-C on, which the terminal has told us already.
    if (interrupt.signal.aborted) return;
    interrupt.abort();
    setTimeout(() => process.exit(INTERRUPTED), GRACE_MS).unref();
  });
}
// Who reads along has had enough, as `head` has.
process.stdout.on('error', () => process.exit(0));

process.exit(await main());

async function main(): Promise<number> {
  try {
    const request = readArguments(process.argv.slice(2));
    if (request.command === 'help') {
      console.log(request.text);
      return 0;
    }
    // What npm start has been told there is true here, too.
    const env = { ...(await readEnvFile(join(ROOT, '.env'))), ...process.env };
    return await run(request, {
      root: ROOT,
      env,
      local: await readLocalFiles(join(ROOT, '.local')),
      out: screenOn(process.stdout, env),
      err: screenOn(process.stderr, env),
      signal: interrupt.signal,
    });
  } catch (error) {
    if (interrupt.signal.aborted) return INTERRUPTED;
    console.error(explain(error) ?? `This is not expected: ${reasonOf(error)}.`);
    return error instanceof UsageError ? 2 : 1;
  }
}

function run(request: Exclude<Request, { command: 'help' }>, context: Context): Promise<number> {
  if (request.command === 'tail') return tail(context, request);
  if (request.command === 'lag') return lag(context, request);
  if (request.command === 'outbox') return outbox(context, request);
  return dead(context, request);
}
