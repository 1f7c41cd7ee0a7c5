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

const CALLERS = [128, 256, 512, 1024];
// Code that runs hot is compiled again and again for a minute.
const WARM_UP_S = 40;
// 10 s with the usual 5 s for a measurement.
const PEAK = 2;
// No setting: the gateway's own default counts.
const AS_SHIPPED = undefined;
const NEVER = '0';
const TIMES = 3;
// 60 s with the usual 5 s for a measurement.
const LONGER = 12;
const USERS = 500;

/**
 * What a gateway still serves when three times as much comes as can be done, with and without shedding. Machines are not equally fast from
 * minute to minute, so what can be done is measured before and after, and with nobody refused: else those who are refused ask again at
 * once, and what is served is less and less orders, which cost the most. That too is shown.
 */
export async function benchOverload(run: BenchRun): Promise<boolean> {
  const cores = new Cores(run);
  cores.startServices();
  const system = { ...(await startOrderSystem(run)), cores };
  await fillShop(system.order.service);
  const before = await withGateway(system, NEVER, async ({ people }) => await peakOf(run, people, 'before'));
  const [asShipped, shedding] = await withGateway(system, AS_SHIPPED, async (target) => {
    const most = await peakOf(run, target.people, 'as shipped');
    return [most, await overload(run, target, { name: 'with shedding', peak: before })];
  });
  const [after, without] = await withGateway(system, NEVER, async (target) => [
    await peakOf(run, target.people, 'after'),
    await overload(run, target, { name: 'without', peak: before }),
  ]);
  await Promise.all([...Object.values(system.order), ...Object.values(system.payment)].map((pool) => pool.end()));
  const peak = halfOfEach(before, after);
  const rows = [
    { what: 'the most as shipped, who is refused asks again', bare: peak.good, ours: asShipped.good, unit: 'a second' },
    { what: '  of them orders', bare: peak.goodOrders, ours: asShipped.goodOrders, unit: 'a second' },
    withRatio(goodputOf(shedding, peak), { least: 0.8 }),
    ...detailsOf(shedding, peak),
    goodputOf(without, peak),
    ...detailsOf(without, peak),
  ];
  console.log('\nthree of four requests show a product, the fourth places an order');
  console.log(
    `bare: the most that was served at 128 to 1,024 at a time with nobody refused, ${Math.round(before.good)} a second before and ${Math.round(after.good)} after`,
  );
  console.log(cores.description);
  console.log('good: answered as it should be within a second of when it was meant to be sent\n');
  console.log(tableOf(rows));
  const good = rows.every(({ goal }) => goal?.met ?? true);
  console.log(`\n${good ? 'The goals are met.' : 'The goals are NOT met.'}`);
  return good;
}

type System = OrderSystem & { cores: Cores };

interface Target {
  people: Shoppers;
  pid: number;
}

/** Of what was answered as it should be; `good` is a second, the others are ms. */
type Peak = Pick<Outcome, 'good' | 'goodOrders' | 'p50' | 'p99'>;

interface Overload {
  name: string;
  seconds: number;
  during: Outcome;
  memory: { before: number; after: number };
  afterwards: Outcome;
}

async function warmUp(run: BenchRun, people: Shoppers, when: string): Promise<void> {
  await run.steps.run(`Warm-up ${when}`, async () => void (await closedLoop(people, 256, WARM_UP_S)));
}

async function peakOf(run: BenchRun, people: Shoppers, when: string): Promise<Peak> {
  await warmUp(run, people, when);
  const found: Outcome[] = [];
  for (const callers of CALLERS) {
    await run.steps.run(`Peak ${when}, ${callers} at a time`, async (step) => {
      const outcome = await closedLoop(people, callers, run.seconds * PEAK);
      found.push(outcome);
      step.result(`${Math.round(outcome.good)} a second`);
    });
  }
  return found.reduce((best, each) => (each.good > best.good ? each : best));
}

function halfOfEach(a: Peak, b: Peak): Peak {
  const half = (of: keyof Peak) => (a[of] + b[of]) / 2;
  return { good: half('good'), goodOrders: half('goodOrders'), p50: half('p50'), p99: half('p99') };
}

async function overload(
  run: BenchRun,
  { people, pid }: Target,
  { name, peak }: { name: string; peak: Peak },
): Promise<Overload> {
  const seconds = run.seconds * LONGER;
  const before = residentMb(pid);
  return await run.steps.run(`${TIMES} times the peak for ${seconds} s, ${name}`, async (step) => {
    const during = await openLoop(people, peak.good * TIMES, seconds);
    step.result(`${Math.round(during.good)} good a second of ${Math.round(during.offered)}`);
    const memory = { before, after: residentMb(pid) };
    return { name, seconds, during, memory, afterwards: await closedLoop(people, 16, run.seconds) };
  });
}

function goodputOf({ name, during }: Overload, peak: Peak): Row {
  return { what: `good, ${name}`, bare: peak.good, ours: during.good, unit: 'a second' };
}

function detailsOf({ seconds, during, memory, afterwards }: Overload, peak: Peak): Row[] {
  return [
    { what: '  of them orders', bare: peak.goodOrders, ours: during.goodOrders, unit: 'a second' },
    { what: '  offered', bare: peak.good, ours: during.offered, unit: 'a second' },
    { what: '  p50 of the good', bare: peak.p50, ours: during.p50, unit: 'ms' },
    { what: '  p99 of the good', bare: peak.p99, ours: during.p99, unit: 'ms' },
    ...[...during.fates]
      .filter(([fate]) => fate !== 'good')
      .map(([fate, count]): Row => ({ what: `  ${fate}`, ours: count / seconds, unit: 'a second' })),
    { what: '  memory of the gateway', bare: memory.before, ours: memory.after, unit: 'MB' },
    { what: '  good afterwards, 16 at a time', bare: peak.good, ours: afterwards.good, unit: 'a second' },
  ];
}

async function withGateway<T>(
  { apps, addresses, topics, jwt, cores }: System,
  shedDelayMs: string | undefined,
  work: (target: Target) => Promise<T>,
): Promise<T> {
  cores.startServices();
  await apps.start('order', `${topics}.`);
  cores.startGateway();
  const pid = await apps.start('gateway', `${topics}.`, { SHED_DELAY_MS: shedDelayMs });
  cores.startLoad();
  const tokenOf = accessTokens(jwt);
  const people = new Shoppers(
    addresses.gateway,
    Array.from({ length: USERS }, () => tokenOf(anyUser())),
  );
  try {
    await people.connect();
    return await work({ people, pid });
  } finally {
    people.close();
    await apps.stop('gateway');
    await apps.stop('order');
  }
}
