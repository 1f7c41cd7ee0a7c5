import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool, RowDataPacket } from 'mysql2/promise';
import type { BenchRun } from './bench-run.ts';
import { measure, median, type Measurement } from './measure.ts';
import { placeOneOrder } from './order-baseline.ts';
import { orderCaller } from './order-caller.ts';
import { checkShop, fillShop, HOT_SKU, SKUS } from './order-shop.ts';
import { startOrderSystem, type OrderSystem } from './order-system.ts';

const CALLERS = 100;
const USERS = 1_000_000;
const WARM_UP_S = 5;

interface Scenario {
  name: string;
  sku: () => string;
  goal: number;
}

const SCENARIOS: readonly Scenario[] = [
  { name: '200 SKUs', sku: () => SKUS[Math.floor(Math.random() * SKUS.length)] ?? '', goal: 3 },
  { name: 'one hot SKU', sku: () => HOT_SKU, goal: 8 },
];

const userId = (): number => 1 + Math.floor(Math.random() * USERS);

/** Orders per second through gRPC with 100 callers, against a bare loop of one transaction per order with 100 workers. */
export async function benchOrders(run: BenchRun): Promise<boolean> {
  const system = await startOrderSystem(run);
  await Promise.all([fillShop(system.service), fillShop(system.baseline)]);
  await warmUp(run, system);
  const rows: Row[] = [];
  for (const scenario of SCENARIOS) rows.push(await compare(scenario, run, system));
  await Promise.all([checkShop(system.service), checkShop(system.baseline)]);
  await Promise.all([system.service.end(), system.baseline.end()]);
  console.log(`\n${CALLERS} callers, ${run.rounds} rounds of ${run.seconds} s each, median; latencies in ms`);
  console.log(`MySQL ${system.mysql}\n`);
  console.log(tableOf(rows));
  const good = rows.every(({ scenario, ratio }) => ratio >= scenario.goal);
  console.log(`\n${good ? 'The goals are met.' : 'The goals are NOT met.'} Stock, ledger and orders agree.`);
  return good;
}

/** Neither a service that has just started nor a pool without connections says anything about the days after. */
async function warmUp(run: BenchRun, system: OrderSystem): Promise<void> {
  const caller = orderCaller(run.root, system.address, system.credential);
  await run.steps.run('Warm-up', async () => {
    for (const { sku } of SCENARIOS) {
      await measure(CALLERS, WARM_UP_S, () => placeOneOrder(system.baseline, userId(), sku()));
      await measure(CALLERS, WARM_UP_S, () => caller.place(userId(), sku()));
    }
  });
  caller.close();
}

interface Row {
  scenario: Scenario;
  baseline: Measurement;
  service: Measurement;
  ratio: number;
}

async function compare(scenario: Scenario, run: BenchRun, system: OrderSystem): Promise<Row> {
  const baseline: Measurement[] = [];
  const service: Measurement[] = [];
  const caller = orderCaller(run.root, system.address, system.credential);
  for (let round = 1; round <= run.rounds; round += 1) {
    await run.steps.run(`${scenario.name}, round ${round}`, async (step) => {
      await untilPublished(system.service);
      step.progress('one transaction per order');
      baseline.push(
        await measure(CALLERS, run.seconds, () => placeOneOrder(system.baseline, userId(), scenario.sku())),
      );
      step.progress('order service');
      service.push(await measure(CALLERS, run.seconds, () => caller.place(userId(), scenario.sku())));
      step.result(`${rate(baseline.at(-1))} and ${rate(service.at(-1))} orders/s`);
    });
  }
  caller.close();
  const [slow, fast] = [median(baseline), median(service)];
  return { scenario, baseline: slow, service: fast, ratio: fast.perSecond / slow.perSecond };
}

/** The baseline has the machine to itself only when the relay of the service has nothing left to publish. */
async function untilPublished(pool: Pool): Promise<void> {
  for (let left = 1; left > 0;) {
    const [rows] = await pool.query<RowDataPacket[]>('SELECT COUNT(*) AS n FROM outbox WHERE published_at IS NULL');
    left = Number(rows[0]?.['n']);
    if (left > 0) await sleep(200);
  }
}

const rate = (measurement: Measurement | undefined): string => String(Math.round(measurement?.perSecond ?? 0));

function tableOf(rows: readonly Row[]): string {
  const line = (...cells: string[]): string =>
    cells.map((cell, index) => (index < 2 ? cell.padEnd(26) : cell.padStart(10))).join('');
  const of = (name: string, what: string, { perSecond, p50, p99 }: Measurement, ratio: string): string =>
    line(name, what, String(Math.round(perSecond)), p50.toFixed(1), p99.toFixed(1), ratio);
  return [
    line('', '', 'orders/s', 'p50', 'p99', 'ratio'),
    ...rows.flatMap(({ scenario, baseline, service, ratio }) => [
      of(scenario.name, 'one transaction each', baseline, '1.0'),
      of('', 'order service over gRPC', service, `${ratio.toFixed(1)} (≥${scenario.goal})`),
    ]),
  ].join('\n');
}
