import { createHash } from 'node:crypto';
import { REQUEST } from '@minisuite/database';
import { Ids } from '@minisuite/ids';
import { Clock, DomainError, type Fen } from '@minisuite/kernel';
import { Injectable } from '@nestjs/common';
import { OncePerKey } from '../../idempotency/app/once-per-key.js';
import { type KeptPayment, Orders, PaymentQueries, PaymentTransactions } from '../../payments/app/ports.js';
import { OrderNotFound } from '../../payments/domain/payment-errors.js';
import { Refund, type RefundState } from '../domain/refund.js';
import { NothingToRefund, RefundNotFound } from '../domain/refund-errors.js';
import { assertRefundable } from '../domain/refundable.js';
import { RefundQueries } from './ports.js';

const ROUTE = 'POST /orders/{id}/refunds';
const MAX_REASON = 80;

export interface RequestRefundCommand {
  readonly userId: string;
  readonly orderId: string;
  /** Null means all that is left. */
  readonly amount: Fen | null;
  readonly reason: string;
  readonly idempotencyKey: string;
  readonly requestHash: string;
}

@Injectable()
export class RequestRefund {
  constructor(
    private readonly oncePerKey: OncePerKey,
    private readonly orders: Orders,
    private readonly payments: PaymentQueries,
    private readonly queries: RefundQueries,
    private readonly transactions: PaymentTransactions,
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {}

  async execute(command: RequestRefundCommand): Promise<{ refund: RefundState; replayed: boolean }> {
    assertReason(command.reason);
    const { userId, orderId, idempotencyKey, requestHash } = command;
    const request = { userId, route: ROUTE, key: idempotencyKey, requestHash: `${orderId} ${requestHash}` };
    const { reference, replayed } = await this.oncePerKey.run(request, () => this.request(command));
    const refund = await this.queries.find(reference);
    if (!refund) throw new RefundNotFound();
    return { refund, replayed };
  }

  private async request(command: RequestRefundCommand): Promise<string> {
    const { paymentId } = await this.paymentOf(command);
    const { userId, orderId, amount: wanted, reason } = command;
    const key = keyOf(command);
    return this.transactions.run(REQUEST, async ({ payments, refunds }) => {
      const payment = (await payments.lock([paymentId])).get(paymentId);
      if (!payment || payment.state.userId !== userId) throw new OrderNotFound();
      // An attempt that died after its commit: the payment's lock makes sure that it is seen.
      const before = await refunds.ofRequest(userId, key);
      if (before) return before.state.id;
      const now = this.clock.now();
      assertRefundable({ paidAt: payment.state.paidAt, refunds: await refunds.countOf(paymentId) }, now);
      const amount = payment.claim(wanted);
      const refund = Refund.request({ id: this.ids.next(), paymentId, orderId, userId, amount, reason }, now);
      await payments.save([payment]);
      await refunds.add([refund], key);
      return refund.state.id;
    });
  }

  private async paymentOf({ orderId, userId }: RequestRefundCommand): Promise<KeptPayment> {
    const [kept] = await this.payments.keptFor([orderId]);
    if (kept) return kept;
    const order = await this.orders.find(orderId, userId);
    if (!order || order.userId !== userId) throw new OrderNotFound();
    throw new NothingToRefund('The order has not been paid.');
  }
}

function assertReason(reason: string): void {
  const length = [...reason.trim()].length;
  if (length >= 1 && length <= MAX_REASON) return;
  throw new DomainError('invalid', 'VALIDATION_FAILED', 'The request is not valid.', [
    { path: 'reason', message: `must have 1 to ${MAX_REASON} characters` },
  ]);
}

/** For ever the same for the same request, longer than its answer is kept: money does not go back twice because a phone asks again. */
function keyOf({ orderId, requestHash, idempotencyKey }: RequestRefundCommand): string {
  return createHash('sha256').update(`${orderId} ${requestHash} ${idempotencyKey}`).digest('hex');
}
