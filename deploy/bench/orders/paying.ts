import type { BenchRun } from '../bench-run.ts';
import { drain, median, type Measurement, pace } from '../measure.ts';
import { type BenchOrder, makeOrders } from './bench-order.ts';
import { ledgerOf } from './ledger-of.ts';
import { type Marking, markBacklog } from './marking.ts';
import { settleStock, writeOrders } from './order-books.ts';
import type { OrderSystem } from './order-system.ts';
import { payOneOrder } from './pay-one-order.ts';
import { checkPayments } from './payment-check.ts';
import { writePayments } from './payment-books.ts';
import { CALLERS } from './placing.ts';
import { medianOf, type Row } from './result-table.ts';
import { untilNone, untilPublished } from './waiting.ts';
import { paidNotification } from './wechat-notification.ts';
import { webhookCaller, type WebhookCaller } from './webhook-caller.ts';

const PER_SECOND = 200;
const P99_MS = 50;
const WARM_UP = 4000;
const WARM_UP_CALLERS = 20;
// V8 takes its time to compile what is called 200 times a second.
const WARM_UP_S = 15;
const BURST_PER_SECOND = 1000;
const MARKED_S = 120;

type Jobs = (() => Promise<void>)[];

interface BothWays {
  bare: Measurement;
  ours: Measurement;
}

/** Payment notifications from WeChat's request to the 204, at a pace and as fast as possible, and the orders that they pay. */
export async function measurePaying(run: BenchRun, system: OrderSystem): Promise<Row[]> {
  const caller = webhookCaller(system.addresses.gateway);
  const paced: BothWays[] = [];
  const bursts: BothWays[] = [];
  const markings: Marking[] = [];
  const atPace = async (seconds: number): Promise<BothWays> => {
    const orders = await payableOrders(system, seconds * PER_SECOND);
    return bothWays(system, caller, orders, (jobs) => pace(PER_SECOND, jobs));
  };
  await run.steps.run('Paying, warm-up', async () => {
    const orders = await payableOrders(system, WARM_UP);
    await bothWays(system, caller, orders, (jobs) => drain(WARM_UP_CALLERS, jobs));
    await settled(system);
    await atPace(WARM_UP_S);
  });
  for (let round = 1; round <= run.rounds; round += 1) {
    await run.steps.run(`Paying ${PER_SECOND} a second, round ${round}`, async (step) => {
      const result = await atPace(run.seconds);
      paced.push(result);
      step.result(`p99 ${result.bare.p99.toFixed(1)} and ${result.ours.p99.toFixed(1)} ms`);
    });
  }
  // Afterwards, because it starts the order service anew each time.
  for (let round = 1; round <= run.rounds; round += 1) {
    await run.steps.run(`Paying ${CALLERS} at once, round ${round}`, async (step) => {
      await settled(system);
      const orders = await payableOrders(system, run.seconds * BURST_PER_SECOND);
      // What is paid now has to wait, so that the order service finds a backlog.
      await system.apps.stop('order');
      const result = await bothWays(system, caller, orders, (jobs) => drain(CALLERS, jobs));
      bursts.push(result);
      step.result(`${Math.round(result.bare.perSecond)} and ${Math.round(result.ours.perSecond)} a second`);
      markings.push(await markBacklog(system, orders));
    });
  }
  caller.close();
  await settled(system);
  await Promise.all([checkPayments(system.payment.service), checkPayments(system.payment.baseline)]);
  return [...pacedRows(paced), ...burstRows(bursts), markingRow(markings)];
}

/** Orders that wait for their payment, in the books of everybody who will be measured with them. */
async function payableOrders(system: OrderSystem, count: number): Promise<BenchOrder[]> {
  const orders = makeOrders(count, ['PAYING']);
  for (const pool of Object.values(system.order)) {
    await writeOrders(pool, orders);
    await settleStock(pool);
  }
  for (const pool of Object.values(system.payment)) await writePayments(pool, orders);
  return orders;
}

async function bothWays(
  system: OrderSystem,
  caller: WebhookCaller,
  orders: readonly BenchOrder[],
  measure: (jobs: Jobs) => Promise<Measurement>,
): Promise<BothWays> {
  const ledger = await ledgerOf(system.payment.baseline);
  const bare = await measure(orders.map((order) => () => payOneOrder(system.payment.baseline, ledger, order)));
  const notifications = orders.map((order) => paidNotification(system.wechat, order));
  const ours = await measure(notifications.map((notification) => () => caller.send(notification)));
  return { bare, ours };
}

/** Until every order knows that it was paid, nothing else can be measured. */
async function settled({ order, payment }: OrderSystem): Promise<void> {
  await untilPublished(payment.service);
  await untilNone(order.service, "orders WHERE status = 'PENDING_PAYMENT'", MARKED_S);
  await untilPublished(order.service);
}

function pacedRows(rounds: readonly BothWays[]): Row[] {
  const middle = (which: keyof BothWays, part: 'p50' | 'p99'): number =>
    median(
      rounds.map((round) => round[which]),
      (measurement) => measurement[part],
    )[part];
  const p99 = middle('ours', 'p99');
  return [
    {
      what: `payment notifications, ${PER_SECOND}/s, p50`,
      bare: middle('bare', 'p50'),
      ours: middle('ours', 'p50'),
      unit: 'ms',
    },
    {
      what: '  p99',
      bare: middle('bare', 'p99'),
      ours: p99,
      unit: 'ms',
      goal: { text: `< ${P99_MS} ms`, met: p99 < P99_MS },
    },
  ];
}

function burstRows(rounds: readonly BothWays[]): Row[] {
  const bare = median(rounds.map((round) => round.bare));
  const ours = median(rounds.map((round) => round.ours));
  return [
    { what: `payment notifications, ${CALLERS} at once`, bare: bare.perSecond, ours: ours.perSecond, unit: 'a second' },
    { what: '  p99', bare: bare.p99, ours: ours.p99, unit: 'ms' },
  ];
}

function markingRow(rounds: readonly Marking[]): Row {
  const middle = (which: keyof Marking): number => medianOf(rounds.map((round) => round[which]));
  return { what: 'orders marked paid, from a backlog', bare: middle('bare'), ours: middle('ours'), unit: 'orders/s' };
}
