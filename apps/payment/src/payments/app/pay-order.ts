import { REQUEST } from '@minisuite/database';
import { Ids } from '@minisuite/ids';
import { Clock, type Fen } from '@minisuite/kernel';
import { Injectable } from '@nestjs/common';
import { assertAmount, assertPayable, type PayableOrder } from '../domain/payable-order.js';
import { Payment, type PaymentState } from '../domain/payment.js';
import { OrderNotFound, OrderNotPayable } from '../domain/payment-errors.js';
import { isPaid } from '../domain/payment-status.js';
import { Merchant, Orders, PaymentQueries, PaymentTransactions } from './ports.js';
import { type Prepared, PreparePayment } from './prepare-payment.js';

export interface PayOrderCommand {
  /** Null when a service pays on behalf of the order's owner. */
  readonly userId: string | null;
  readonly orderId: string;
  /** Null means whatever the order costs. */
  readonly amount: Fen | null;
}

@Injectable()
export class PayOrder {
  constructor(
    private readonly orders: Orders,
    private readonly queries: PaymentQueries,
    private readonly transactions: PaymentTransactions,
    private readonly merchant: Merchant,
    private readonly preparePayment: PreparePayment,
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {}

  /** Opens a payment, or takes up the pending one, as often as one likes. */
  async execute({ userId, orderId, amount }: PayOrderCommand): Promise<Prepared> {
    const order = await this.orders.find(orderId, userId);
    if (!order || (userId !== null && order.userId !== userId)) throw new OrderNotFound();
    assertAmount(order, amount);
    const standing = await this.queries.standingFor(orderId);
    // The order hears of its payment a moment later, so the payment is asked first.
    if (standing && isPaid(standing.status)) return { paid: true, payment: standing };
    assertPayable(order, this.clock.now());
    return this.preparePayment.execute(standing ?? (await this.open(order)));
  }

  /** Committed before WeChat hears of it, so that whatever happens there is never without a row here. */
  private async open(order: PayableOrder): Promise<PaymentState> {
    const fresh = Payment.open(order, {
      id: this.ids.next(),
      notifyUrl: this.merchant.notifyUrl,
      now: this.clock.now(),
    });
    return this.transactions.run(REQUEST, async ({ accounts, payments }) => {
      const account = (await accounts.lock([order.id])).get(order.id);
      if (!account?.isOpen) throw new OrderNotPayable('The order does not wait for a payment any more.');
      return (await payments.addUnlessActive(fresh)).state;
    });
  }
}
