import { REQUEST } from '@minisuite/database';
import { Clock } from '@minisuite/kernel';
import { Injectable, Logger } from '@nestjs/common';
import { type PaymentState, usablePrepay } from '../domain/payment.js';
import { PaymentNotFound, PaymentNotOpen, WechatUnavailable } from '../domain/payment-errors.js';
import { isPaid } from '../domain/payment-status.js';
import { Payers, type PayParams, PaymentTransactions, WechatPay } from './ports.js';
import { SyncPayment } from './sync-payment.js';

export type Prepared =
  | { readonly paid: true; readonly payment: PaymentState }
  | { readonly paid: false; readonly payment: PaymentState; readonly payParams: PayParams };

@Injectable()
export class PreparePayment {
  private readonly logger = new Logger('PreparePayment');

  constructor(
    private readonly transactions: PaymentTransactions,
    private readonly wechatPay: WechatPay,
    private readonly payers: Payers,
    private readonly syncPayment: SyncPayment,
    private readonly clock: Clock,
  ) {}

  /** Makes a payment payable on the user's phone; asks WeChat only when there is no prepay id that still works. */
  async execute(payment: PaymentState): Promise<Prepared> {
    if (isPaid(payment.status)) return { paid: true, payment };
    if (payment.status !== 'PENDING') throw new PaymentNotOpen('The payment is no longer open.');
    const usable = usablePrepay(payment, this.clock.now());
    if (usable) return { paid: false, payment, payParams: this.wechatPay.payParams(usable) };
    const { outTradeNo, description, amount, notifyUrl, expiresAt, userId } = payment;
    const openid = await this.payers.openidOf(userId);
    const asked = this.clock.now();
    const answer = await this.wechatPay.prepay({ outTradeNo, description, amount, openid, notifyUrl, expiresAt });
    if ('refused' in answer) return this.afterRefusal(payment, answer.refused);
    return this.keep(payment, answer.prepayId, asked);
  }

  private async keep({ id }: PaymentState, prepayId: string, at: Date): Promise<Prepared> {
    const payment = await this.transactions.run(REQUEST, async ({ payments }) => {
      const locked = (await payments.lock([id])).get(id);
      if (!locked) throw new PaymentNotFound();
      if (isPaid(locked.state.status)) return locked.state;
      locked.prepared(prepayId, at);
      await payments.save([locked]);
      return locked.state;
    });
    if (isPaid(payment.status)) return { paid: true, payment };
    return { paid: false, payment, payParams: this.wechatPay.payParams(prepayId) };
  }

  /** WeChat's error answers are not signed: only a query tells whether the order is paid or closed. */
  private async afterRefusal(payment: PaymentState, code: string): Promise<Prepared> {
    const known = await this.syncPayment.execute(payment);
    if (isPaid(known.status)) return { paid: true, payment: known };
    if (known.status === 'CLOSED' || code === 'ORDERCLOSED') throw new PaymentNotOpen('WeChat has closed the payment.');
    this.logger.error({ paymentId: payment.id, code }, 'WeChat Pay refused a prepay');
    throw new WechatUnavailable();
  }
}
