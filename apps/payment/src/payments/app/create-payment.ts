import { Injectable } from '@nestjs/common';
import { OncePerKey } from '../../idempotency/app/once-per-key.js';
import type { PaymentState } from '../domain/payment.js';
import { PaymentNotOpen } from '../domain/payment-errors.js';
import { PayOrder } from './pay-order.js';
import { type PayParams, PaymentQueries, WechatPay } from './ports.js';

const ROUTE = 'POST /orders/{id}/payments';

export interface CreatePaymentCommand {
  readonly userId: string;
  readonly orderId: string;
  readonly idempotencyKey: string;
  readonly requestHash: string;
}

export interface CreatedPayment {
  readonly payment: PaymentState;
  readonly payParams: PayParams;
  readonly replayed: boolean;
}

@Injectable()
export class CreatePayment {
  constructor(
    private readonly oncePerKey: OncePerKey,
    private readonly payOrder: PayOrder,
    private readonly queries: PaymentQueries,
    private readonly wechatPay: WechatPay,
  ) {}

  async execute({ userId, orderId, idempotencyKey, requestHash }: CreatePaymentCommand): Promise<CreatedPayment> {
    // The order is part of the request even if the fingerprint covers the body only, which is empty here.
    const request = { userId, route: ROUTE, key: idempotencyKey, requestHash: `${orderId} ${requestHash}` };
    const { reference, replayed } = await this.oncePerKey.run(request, async () => {
      const prepared = await this.payOrder.execute({ userId, orderId, amount: null });
      if (prepared.paid) throw new PaymentNotOpen('The order has been paid.');
      return prepared.payment.id;
    });
    const payment = await this.queries.find(reference);
    if (!payment?.prepayId) throw new Error('a prepared payment is not there');
    // Signed now even for a replay: a phone may refuse an old time stamp.
    return { payment, payParams: this.wechatPay.payParams(payment.prepayId), replayed };
  }
}
