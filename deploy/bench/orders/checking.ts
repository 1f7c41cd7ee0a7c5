import type { BenchRun } from '../bench-run.ts';
import { measure, median, type Measurement } from '../measure.ts';
import { type Fate, makeOrders } from './bench-order.ts';
import { invariantCaller, type InvariantCaller } from './invariant-caller.ts';
import { forgetOrders, settleStock, writeOrders } from './order-books.ts';
import { orderCaller, type OrderCaller } from './order-caller.ts';
import type { OrderSystem } from './order-system.ts';
import { forgetPayments, writePayments } from './payment-books.ts';
import { anySku, anyUser, CALLERS } from './placing.ts';
import { medianOf, type Row, withRatio } from './result-table.ts';
import { untilPublished } from './waiting.ts';

const ORDERS = 100_000;
const MOST_S = 10;
const FATES: readonly Fate[] = [
  'UNPAID',
  'PAYING',
  'PAID',
  'PAID',
  'SHIPPED',
  'SHIPPED',
  'COMPLETED',
  'EXPIRED',
  'EXPIRED',
  'REFUNDED',
];

interface Placing {
  alone: Measurement;
  checked: Measurement;
}

/** The invariants of both services over many orders in every state, and what writers notice of them. */
export async function measureChecking(run: BenchRun, system: OrderSystem): Promise<Row[]> {
  const checks = invariantCaller(system);
  await run.steps.run('Checking what the runs have left', () => checks.check());
  await run.steps.run(`Writing ${ORDERS} orders`, () => fill(system));
  const seconds: number[] = [];
  const placed: Placing[] = [];
  const orders = orderCaller(system);
  for (let round = 1; round <= run.rounds; round += 1) {
    await run.steps.run(`Checking ${ORDERS} orders, round ${round}`, async (step) => {
      await untilPublished(system.order.service);
      seconds.push(await checks.check());
      step.result(`${seconds.at(-1)?.toFixed(1)} s`);
    });
    await run.steps.run(`Placing beside the checks, round ${round}`, async (step) => {
      const alone = await place(run, orders);
      await untilPublished(system.order.service);
      const checked = await whileChecking(checks, () => place(run, orders));
      placed.push({ alone, checked });
      step.result(`${Math.round(alone.perSecond)} orders/s alone, ${Math.round(checked.perSecond)} beside them`);
    });
  }
  await untilPublished(system.order.service);
  await run.steps.run('Checking once more', () => checks.check());
  orders.close();
  checks.close();
  return rowsOf(seconds, placed);
}

async function fill({ order, payment }: OrderSystem): Promise<void> {
  await Promise.all([untilPublished(order.service), untilPublished(payment.service)]);
  await forgetOrders(order.service);
  await forgetPayments(payment.service);
  const orders = makeOrders(ORDERS, FATES);
  await writeOrders(order.service, orders);
  await settleStock(order.service);
  await writePayments(payment.service, orders);
}

const place = (run: BenchRun, caller: OrderCaller): Promise<Measurement> =>
  measure(CALLERS, run.seconds, () => caller.place(anyUser(), anySku()));

/** Checks again and again from before the work begins until it has ended. */
async function whileChecking<T>(checks: InvariantCaller, work: () => Promise<T>): Promise<T> {
  const ended = new AbortController();
  const again = async (): Promise<void> => {
    while (!ended.signal.aborted) await checks.check();
  };
  const ending = work().finally(() => ended.abort());
  const [result] = await Promise.all([ending, again()]);
  return result;
}

function rowsOf(seconds: readonly number[], placed: readonly Placing[]): Row[] {
  const alone = median(placed.map((round) => round.alone));
  const checked = median(placed.map((round) => round.checked));
  const took = medianOf(seconds);
  const what = `invariants over ${ORDERS} orders`;
  return [
    { what, ours: took, unit: 's', goal: { text: `< ${MOST_S} s`, met: took < MOST_S } },
    withRatio(
      {
        what: 'orders placed meanwhile, against without',
        bare: alone.perSecond,
        ours: checked.perSecond,
        unit: 'orders/s',
      },
      { least: 0.5 },
    ),
    withRatio({ what: '  p99', bare: alone.p99, ours: checked.p99, unit: 'ms' }, { most: 3 }),
  ];
}
