import { Clock, isDomainError } from '@minisuite/kernel';
import { Injectable, Logger } from '@nestjs/common';
import type { PaymentState } from '../domain/payment.js';
import { CloseAtWechat } from './close-at-wechat.js';
import { eachOf } from './each-of.js';
import { PaymentQueries } from './ports.js';
import { SyncPayment } from './sync-payment.js';
import { WechatPace } from './wechat-pace.js';

const BITE = 50;
const AT_ONCE = 8;

/** Asks WeChat about payments whose notification did not come. */
@Injectable()
export class AskPendingPayments {
  private readonly logger = new Logger('AskPendingPayments');

  constructor(
    private readonly queries: PaymentQueries,
    private readonly syncPayment: SyncPayment,
    private readonly atWechat: CloseAtWechat,
    private readonly pace: WechatPace,
    private readonly clock: Clock,
  ) {}

  /** Takes one bite; answers whether there may be more. */
  async execute(): Promise<boolean> {
    const due = await this.queries.due(this.clock.now(), BITE);
    await eachOf(due, AT_ONCE, (payment) => this.ask(payment));
    return due.length === BITE;
  }

  private async ask(payment: PaymentState): Promise<void> {
    await this.pace.turn();
    // First, so that a payment that cannot be asked for does not come back at once.
    await this.syncPayment.askLater(payment.id);
    try {
      const known = await this.syncPayment.execute(payment);
      if (known.status === 'PENDING' && (await this.isSuperseded(known))) await this.close(known);
    } catch (error) {
      if (!isDomainError(error)) throw error;
      const { reason, details } = error;
      this.logger.warn({ paymentId: payment.id, reason, details }, 'WeChat could not tell about a payment');
    }
  }

  /** Whether its order has been paid by another payment, so that nobody shall pay this one. */
  private async isSuperseded({ id, orderId }: PaymentState): Promise<boolean> {
    const [kept] = await this.queries.keptFor([orderId]);
    return kept !== undefined && kept.paymentId !== id;
  }

  private async close(payment: PaymentState): Promise<void> {
    if (await this.atWechat.execute(payment.outTradeNo)) await this.syncPayment.close(payment.id);
  }
}
