import { type CheckResult, type ConsistentView, InvariantCheck, type Violation } from '@minisuite/invariants';
import { Clock, delay } from '@minisuite/kernel';
import { Injectable } from '@nestjs/common';
import { KeptPayments } from '../../app/ports.js';
import { sideBySide } from '../../app/side-by-side.js';
import { disagreement, isOnItsWay } from '../../domain/compare-books.js';
import { ordersNow, paidOrdersAfter } from './booked-orders.js';

const PAGE = 2000;
const MOST = 1000;
const AT_ONCE = 10;
/** What one service has done and the other has not heard of yet is no violation: it is looked at again after each of these. */
const LOOK_AGAIN_AFTER_MS = [200, 500, 1000, 2000];

@Injectable()
export class PaidOrdersHaveTheirPayment extends InvariantCheck {
  readonly name = 'paid-orders-have-their-payment';
  readonly promise =
    'Every paid order has one payment of its amount that is kept for it, and every kept payment such an order.';

  constructor(
    private readonly payments: KeptPayments,
    private readonly clock: Clock,
  ) {
    super();
  }

  async check(view: ConsistentView): Promise<CheckResult> {
    let checked = 0;
    let doubtful: string[] = [];
    const both = sideBySide(
      (after) => paidOrdersAfter(view, after, PAGE),
      (after) => this.payments.after(after, PAGE),
    );
    for await (const [id, order, payment] of both) {
      checked += 1;
      if (disagreement(order, payment) === null || isOnItsWay(payment, this.clock.now())) continue;
      if (doubtful.length < MOST) doubtful.push(id);
    }
    let found: Violation[] = [];
    for (const [index, ms] of LOOK_AGAIN_AFTER_MS.entries()) {
      if (doubtful.length === 0) return { checked, violations: [] };
      await delay(ms);
      const before = new Map(found.map(({ id, problem }) => [id, problem]));
      const now = await this.lookAgain(view, doubtful);
      // What changes is on its way.
      found = index === 0 ? now : now.filter(({ id, problem }) => before.get(id) === problem);
      doubtful = found.map(({ id }) => id);
    }
    return { checked, violations: found };
  }

  private async lookAgain(view: ConsistentView, ids: readonly string[]): Promise<Violation[]> {
    const payments = new Map<string, Awaited<ReturnType<KeptPayments['after']>>[number]>();
    for (let begin = 0; begin < ids.length; begin += AT_ONCE) {
      const some = ids.slice(begin, begin + AT_ONCE);
      const found = await Promise.all(some.map((id) => this.payments.after(String(BigInt(id) - 1n), 1)));
      for (const payment of found.flat()) payments.set(payment.orderId, payment);
    }
    // Read last, because the order hears of money after the payment does.
    const orders = await ordersNow(view, ids);
    return ids.flatMap((id) => {
      const payment = payments.get(id);
      const problem = disagreement(orders.get(id), payment);
      return problem === null || isOnItsWay(payment, this.clock.now()) ? [] : [{ id, problem }];
    });
  }
}
