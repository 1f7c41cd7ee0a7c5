import type { BenchRun } from '../bench-run.ts';
import { measure, median, type Measurement } from '../measure.ts';
import { placeOneOrder } from './place-one-order.ts';
import { orderCaller } from './order-caller.ts';
import { checkShop, HOT_SKU, SKUS } from './order-shop.ts';
import type { OrderSystem } from './order-system.ts';
import { type Row, withRatio } from './result-table.ts';
import { untilPublished } from './waiting.ts';

export const CALLERS = 100;
const USERS = 1_000_000;
const WARM_UP_S = 5;

interface Scenario {
  name: string;
  sku: () => string;
  goal: number;
}

export const anySku = (): string => SKUS[Math.floor(Math.random() * SKUS.length)] ?? '';
export const anyUser = (): number => 1 + Math.floor(Math.random() * USERS);

const SCENARIOS: readonly Scenario[] = [
  { name: '200 SKUs', sku: anySku, goal: 3 },
  { name: 'one hot SKU', sku: () => HOT_SKU, goal: 8 },
];

/** Orders per second through gRPC with 100 callers, against a bare loop of one transaction per order with 100 workers. */
export async function measurePlacing(run: BenchRun, system: OrderSystem): Promise<Row[]> {
  await warmUp(run, system);
  const rows: Row[] = [];
  for (const scenario of SCENARIOS) rows.push(...(await compare(scenario, run, system)));
  await untilPublished(system.order.service);
  await Promise.all([checkShop(system.order.service), checkShop(system.order.baseline)]);
  return rows;
}

/** Neither a service that has just started nor a pool without connections says anything about the days after. */
async function warmUp(run: BenchRun, system: OrderSystem): Promise<void> {
  const caller = orderCaller(system);
  await run.steps.run('Warm-up', async () => {
    for (const { sku } of SCENARIOS) {
      await measure(CALLERS, WARM_UP_S, () => placeOneOrder(system.order.baseline, anyUser(), sku()));
      await measure(CALLERS, WARM_UP_S, () => caller.place(anyUser(), sku()));
    }
  });
  caller.close();
}

async function compare({ name, sku, goal }: Scenario, run: BenchRun, system: OrderSystem): Promise<Row[]> {
  const baseline: Measurement[] = [];
  const service: Measurement[] = [];
  const caller = orderCaller(system);
  for (let round = 1; round <= run.rounds; round += 1) {
    await run.steps.run(`Placing, ${name}, round ${round}`, async (step) => {
      await untilPublished(system.order.service);
      step.progress('one transaction per order');
      const bare = await measure(CALLERS, run.seconds, () => placeOneOrder(system.order.baseline, anyUser(), sku()));
      step.progress('order service');
      const ours = await measure(CALLERS, run.seconds, () => caller.place(anyUser(), sku()));
      baseline.push(bare);
      service.push(ours);
      step.result(`${Math.round(bare.perSecond)} and ${Math.round(ours.perSecond)} orders/s`);
    });
  }
  caller.close();
  const [bare, ours] = [median(baseline), median(service)];
  const what = `orders placed, ${name}`;
  return [
    withRatio({ what, bare: bare.perSecond, ours: ours.perSecond, unit: 'orders/s' }, { least: goal }),
    { what: '  p50', bare: bare.p50, ours: ours.p50, unit: 'ms' },
    { what: '  p99', bare: bare.p99, ours: ours.p99, unit: 'ms' },
  ];
}
