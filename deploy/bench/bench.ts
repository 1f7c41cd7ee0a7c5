// npm run bench -- orders|events [--seconds 5] [--rounds 3]
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { explain } from '../local/check-machine.ts';
import { Failure } from '../local/process/failure.ts';
import { Shutdown } from '../local/shutdown.ts';
import { Steps } from '../local/terminal/steps.ts';
import { benchEvents } from './events/events.ts';
import { benchOrders } from './orders/orders.ts';
import type { Bench } from './bench-run.ts';

const ROOT = join(import.meta.dirname, '../..');
const BENCHES: Record<string, Bench> = { orders: benchOrders, events: benchEvents };

const HELP = `npm run bench -- <name> [--seconds 5] [--rounds 3]

  orders   orders placed, paid and closed through the services against one MySQL transaction for each, and the invariants over
           100,000 orders, in the same run
  events   outbox, relay, inbox and consumer over Kafka and Redis Streams against kafkajs alone, in the same run

It starts servers of its own, or uses MYSQL_ADMIN_URL, REDIS_URL and KAFKA_BROKERS where they are set.`;

const dir = join(ROOT, `.local/bench/run-${process.pid}`);
const shutdown = new Shutdown();
let interrupted = false;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    interrupted = true;
    void clear().then(() => process.exit(130));
  });
}

try {
  await main();
} catch (error) {
  // What fails because everything is being stopped is no news.
  if (!interrupted) {
    console.error(`\n${explain(error) ?? (error instanceof Error ? error.stack : String(error))}`);
    await shutdown.run();
    console.error(`Logs are in ${dir}`);
    process.exit(1);
  }
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: {
      seconds: { type: 'string', default: '5' },
      rounds: { type: 'string', default: '3' },
      help: { type: 'boolean', short: 'h' },
    },
    allowPositionals: true,
  });
  const bench = BENCHES[positionals[0] ?? ''];
  if (values.help || !bench) {
    console.log(HELP);
    process.exit(values.help ? 0 : 1);
  }
  const [seconds, rounds] = [Number(values.seconds), Number(values.rounds)];
  if (!(seconds > 0) || !(Number.isInteger(rounds) && rounds > 0)) {
    throw new Failure('--seconds and --rounds take positive numbers.');
  }
  const good = await bench({ root: ROOT, dir, seconds, rounds, steps: new Steps(), shutdown });
  await clear();
  process.exit(good ? 0 : 1);
}

async function clear(): Promise<void> {
  await shutdown.run();
  await rm(dir, { recursive: true, force: true });
}
