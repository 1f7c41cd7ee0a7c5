import { REQUEST } from '@minisuite/database';
import { Clock, isDomainError } from '@minisuite/kernel';
import { Injectable, Logger } from '@nestjs/common';
import { CloseAtWechat } from './close-at-wechat.js';
import { eachOf } from './each-of.js';
import { type KeptPayment, PaymentQueries, type PaymentReference, PaymentTransactions } from './ports.js';
import { WechatPace } from './wechat-pace.js';

const AT_ONCE = 8;

export type Closing =
  | { readonly orderId: string; readonly outcome: 'CLOSED' | 'UNKNOWN' }
  | { readonly orderId: string; readonly outcome: 'PAID'; readonly payment: KeptPayment };

/** Ends orders that nobody has paid; WeChat alone knows whether somebody has. */
@Injectable()
export class CloseOrders {
  private readonly logger = new Logger('CloseOrders');

  constructor(
    private readonly transactions: PaymentTransactions,
    private readonly queries: PaymentQueries,
    private readonly atWechat: CloseAtWechat,
    private readonly pace: WechatPace,
    private readonly clock: Clock,
  ) {}

  /** In the order asked for; safe to repeat. */
  async execute(orderIds: readonly string[]): Promise<Closing[]> {
    const open = await this.seal(orderIds);
    const answers = await eachOf(open, AT_ONCE, (payment) => this.closeAtWechat(payment));
    await this.close(open.filter((_, index) => answers[index] === true));
    return this.outcomes(orderIds);
  }

  /** From here on no payment is opened; what has none that waits is closed at once. Answers the payments that wait. */
  private seal(orderIds: readonly string[]): Promise<PaymentReference[]> {
    return this.transactions.run(REQUEST, async ({ accounts, payments }) => {
      const locked = await accounts.lock(orderIds);
      const pending = await payments.pendingOf(orderIds);
      const waiting = new Set(pending.map(({ orderId }) => orderId));
      const now = this.clock.now();
      for (const account of locked.values()) {
        account.seal(now);
        if (!waiting.has(account.state.orderId)) account.close(now);
      }
      await accounts.save(locked.values());
      return pending.filter(({ orderId }) => locked.get(orderId)?.state.keptPaymentId === null);
    });
  }

  private async closeAtWechat({ id, outTradeNo }: PaymentReference): Promise<boolean> {
    try {
      await this.pace.turn();
      return await this.atWechat.execute(outTradeNo);
    } catch (error) {
      if (!isDomainError(error)) throw error;
      this.logger.warn(
        { paymentId: id, reason: error.reason, details: error.details },
        'WeChat could not close a payment',
      );
      return false;
    }
  }

  private async close(references: readonly PaymentReference[]): Promise<void> {
    if (references.length === 0) return;
    await this.transactions.run(REQUEST, async ({ accounts, payments }) => {
      const lockedAccounts = await accounts.lock(references.map(({ orderId }) => orderId));
      const locked = await payments.lock(references.map(({ id }) => id));
      const now = this.clock.now();
      // Looked at under the lock: the money may have been booked meanwhile, and then it is kept.
      const closed = [...locked.values()].filter((payment) => payment.close());
      for (const { state } of locked.values()) {
        if (state.status === 'CLOSED') lockedAccounts.get(state.orderId)?.close(now);
      }
      await payments.save(closed);
      await accounts.save(lockedAccounts.values());
    });
  }

  private async outcomes(orderIds: readonly string[]): Promise<Closing[]> {
    const kept = new Map((await this.queries.keptFor(orderIds)).map((payment) => [payment.orderId, payment]));
    const closed = await this.queries.closedOf(orderIds);
    return orderIds.map((orderId) => {
      const payment = kept.get(orderId);
      if (payment) return { orderId, outcome: 'PAID', payment };
      return { orderId, outcome: closed.has(orderId) ? 'CLOSED' : 'UNKNOWN' };
    });
  }
}
