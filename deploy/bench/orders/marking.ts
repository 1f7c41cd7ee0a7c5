import { drain } from '../measure.ts';
import type { BenchOrder } from './bench-order.ts';
import { markOneOrderPaid } from './end-one-order.ts';
import { lastMovement, rateOfMoves } from './moves.ts';
import type { OrderSystem } from './order-system.ts';
import { CALLERS } from './placing.ts';
import { untilNone, untilPublished } from './waiting.ts';

const MARKED_S = 120;

/** Orders per second. */
export interface Marking {
  bare: number;
  ours: number;
}

/** Starts the order service on the events of payments that have all been published; answers how fast it marks their orders paid. */
export async function markBacklog(system: OrderSystem, orders: readonly BenchOrder[]): Promise<Marking> {
  const { order, payment, apps, topics } = system;
  await untilPublished(payment.service);
  const jobs = orders.map((one) => () => markOneOrderPaid(order.baseline, one));
  const bare = await drain(CALLERS, jobs);
  const before = await lastMovement(order.service);
  await apps.start('order', `${topics}.`);
  await untilNone(order.service, "orders WHERE status = 'PENDING_PAYMENT'", MARKED_S);
  return { bare: bare.perSecond, ours: await rateOfMoves(order.service, 'sell', before) };
}
