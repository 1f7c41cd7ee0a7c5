import type { BenchRun } from '../bench-run.ts';
import { fillShop } from '../orders/order-shop.ts';
import { type OrderSystem, startOrderSystem } from '../orders/order-system.ts';
import { anyUser } from '../orders/placing.ts';
import { type Row, tableOf, withRatio } from '../orders/result-table.ts';
import { accessTokens } from './access-tokens.ts';
import { Cores } from './cores.ts';
import { closedLoop, openLoop, type Outcome } from './load.ts';
import { residentMb } from './resident.ts';
import { Shoppers } from './shoppers.ts';

const CALLERS = [64, 256, 512, 1024];
const WARM_UP_S = 20;
// No setting: the gateway's own default counts.
const AS_SHIPPED = undefined;
const NEVER = '0';
const TIMES = 3;
// 60 s with the usual 5 s for a measurement.
const LONGER = 12;
const USERS = 500;

/** What a gateway still serves when three times as much comes as can be done, with and without shedding. */
export async function benchOverload(run: BenchRun): Promise<boolean> {
  const cores = new Cores();
  cores.startSystem();
  const system = { ...(await startOrderSystem(run)), cores };
  await fillShop(system.order.service);
  const peak = await withGateway(system, AS_SHIPPED, async (people) => {
    await run.steps.run('Warm-up', async () => void (await closedLoop(people, 512, WARM_UP_S)));
    const found: Outcome[] = [];
    for (const callers of CALLERS) {
      await run.steps.run(`Peak, ${callers} at a time`, async (step) => {
        const outcome = await closedLoop(people, callers, run.seconds);
        found.push(outcome);
        step.result(`${Math.round(outcome.good)} a second`);
      });
    }
    return found.reduce((best, each) => (each.good > best.good ? each : best));
  });
  const rows: Row[] = [];
  for (const [name, shedDelayMs] of [
    ['with shedding', AS_SHIPPED],
    ['without', NEVER],
  ] as const) {
    rows.push(...(await overload(run, system, { name, shedDelayMs, peak })));
  }
  await Promise.all([...Object.values(system.order), ...Object.values(system.payment)].map((pool) => pool.end()));
  console.log(
    '\nthree of four requests show a product, the fourth places an order; bare: the peak, the most that was served at 64 to 1,024 at a time',
  );
  console.log(
    cores.areApart
      ? 'the load has a core of its own, the system the others'
      : 'the load and the system share all cores',
  );
  console.log('good: answered as it should be within a second of when it was meant to be sent\n');
  console.log(tableOf(rows));
  const good = rows.every(({ goal }) => goal?.met ?? true);
  console.log(`\n${good ? 'The goals are met.' : 'The goals are NOT met.'}`);
  return good;
}

type System = OrderSystem & { cores: Cores };

interface Trial {
  name: string;
  shedDelayMs: string | undefined;
  peak: Outcome;
}

async function overload(run: BenchRun, system: System, { name, shedDelayMs, peak }: Trial): Promise<Row[]> {
  return await withGateway(system, shedDelayMs, async (people, pid) => {
    const seconds = run.seconds * LONGER;
    await run.steps.run(`Warm-up, ${name}`, async () => void (await closedLoop(people, 512, WARM_UP_S)));
    const memory = { before: residentMb(pid), after: 0 };
    const [during, after] = await run.steps.run(`${TIMES} times the peak for ${seconds} s, ${name}`, async (step) => {
      const outcome = await openLoop(people, peak.good * TIMES, seconds);
      memory.after = residentMb(pid);
      step.result(`${Math.round(outcome.good)} good a second of ${Math.round(outcome.offered)}`);
      return [outcome, await closedLoop(people, 16, run.seconds)] as const;
    });
    const goals = shedDelayMs !== NEVER;
    const goodput = { what: `good, ${name}`, bare: peak.good, ours: during.good, unit: 'a second' };
    return [
      goals ? withRatio(goodput, { least: 0.8 }) : goodput,
      { what: '  offered', bare: peak.offered, ours: during.offered, unit: 'a second' },
      { what: '  p50 of the good', bare: peak.p50, ours: during.p50, unit: 'ms' },
      { what: '  p99 of the good', bare: peak.p99, ours: during.p99, unit: 'ms' },
      ...[...during.fates]
        .filter(([fate]) => fate !== 'good')
        .map(([fate, count]): Row => ({ what: `  ${fate}`, ours: count / seconds, unit: 'a second' })),
      { what: '  memory of the gateway', bare: memory.before, ours: memory.after, unit: 'MB' },
      { what: '  good afterwards, 16 at a time', bare: peak.good, ours: after.good, unit: 'a second' },
    ];
  });
}

async function withGateway<T>(
  { apps, addresses, topics, jwt, cores }: System,
  shedDelayMs: string | undefined,
  work: (people: Shoppers, pid: number) => Promise<T>,
): Promise<T> {
  cores.startSystem();
  await apps.start('order', `${topics}.`);
  const pid = await apps.start('gateway', `${topics}.`, { SHED_DELAY_MS: shedDelayMs });
  cores.startLoad();
  const tokenOf = accessTokens(jwt);
  const people = new Shoppers(
    addresses.gateway,
    Array.from({ length: USERS }, () => tokenOf(anyUser())),
  );
  try {
    await people.connect();
    return await work(people, pid);
  } finally {
    people.close();
    await apps.stop('gateway');
    await apps.stop('order');
  }
}
