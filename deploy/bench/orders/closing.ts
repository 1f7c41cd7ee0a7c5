import type { BenchRun } from '../bench-run.ts';
import { drain } from '../measure.ts';
import { makeOrders } from './bench-order.ts';
import { expireOneOrder } from './end-one-order.ts';
import { lastMovement, rateOfMoves } from './moves.ts';
import { settleStock, writeOrders } from './order-books.ts';
import type { OrderSystem } from './order-system.ts';
import { CALLERS } from './placing.ts';
import { medianOf, type Row } from './result-table.ts';
import { untilNone, untilPublished } from './waiting.ts';

const PER_SECOND = 1000;
const CLOSED_S = 120;

/**
 * Overdue orders that end: the payment service is asked about each of them before its pieces are released. None of them has a
 * payment, because what WeChat is asked about besides is limited by WeChat and not by this.
 */
export async function measureClosing(run: BenchRun, { order, payment }: OrderSystem): Promise<Row> {
  const [bare, ours]: [number[], number[]] = [[], []];
  for (let round = 1; round <= run.rounds; round += 1) {
    await run.steps.run(`Closing, round ${round}`, async (step) => {
      const orders = makeOrders(run.seconds * PER_SECOND, ['UNPAID']);
      for (const pool of [order.baseline, order.service]) {
        await writeOrders(pool, orders);
        await settleStock(pool);
      }
      const jobs = orders.map((one) => () => expireOneOrder(order.baseline, one));
      bare.push((await drain(CALLERS, jobs)).perSecond);
      const before = await lastMovement(order.service);
      // All at one moment.
      await order.service.query("UPDATE orders SET due_at = ? WHERE status = 'PENDING_PAYMENT'", [new Date()]);
      await untilNone(order.service, "orders WHERE status = 'PENDING_PAYMENT'", CLOSED_S);
      ours.push(await rateOfMoves(order.service, 'release', before));
      await Promise.all([untilPublished(order.service), untilPublished(payment.service)]);
      step.result(`${Math.round(bare.at(-1) ?? 0)} and ${Math.round(ours.at(-1) ?? 0)} orders/s`);
    });
  }
  return { what: 'overdue orders closed', bare: medianOf(bare), ours: medianOf(ours), unit: 'orders/s' };
}
