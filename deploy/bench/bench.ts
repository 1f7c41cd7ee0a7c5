// npm run bench -- orders|events|overload [--seconds 5] [--rounds 3] [--together]
import { parseArgs } from 'node:util';
import { Failure } from '../local/process/failure.ts';
import { Trial } from '../trial/trial.ts';
import { benchEvents } from './events/events.ts';
import { benchOrders } from './orders/orders.ts';
import { benchOverload } from './overload/overload.ts';
import type { Bench } from './bench-run.ts';

const BENCHES: Record<string, Bench> = { orders: benchOrders, events: benchEvents, overload: benchOverload };

const HELP = `npm run bench -- <name> [--seconds 5] [--rounds 3] [--together]

  orders   orders placed, paid and closed through the services against one MySQL transaction for each, and the invariants over
           100,000 orders, in the same run
  events   outbox, relay, inbox and consumer over Kafka and Redis Streams against kafkajs alone, in the same run
  overload three times as many requests as the system can do, with and without shedding, for 12 times the seconds.
           As root on Linux the gateway has a part of the processor and what is behind it another; --together: they share it

It starts servers of its own, or uses MYSQL_ADMIN_URL, REDIS_URL and KAFKA_BROKERS where they are set.`;

const trial = new Trial('bench');

await trial.run(main);

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: {
      seconds: { type: 'string', default: '5' },
      rounds: { type: 'string', default: '3' },
      together: { type: 'boolean', default: false },
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
  await trial.begin();
  const { root, dir, steps, shutdown } = trial;
  const good = await bench({ root, dir, seconds, rounds, together: values.together, steps, shutdown });
  await trial.end({ good, keep: false });
}
