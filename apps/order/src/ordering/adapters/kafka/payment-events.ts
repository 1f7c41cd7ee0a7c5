import { type PayloadOf, PaymentSucceeded } from '@minisuite/contracts';
import type { Cause } from '@minisuite/database';
import { OnEvent, type Received } from '@minisuite/messaging';
import { Injectable } from '@nestjs/common';
import { MarkOrdersPaid } from '../../app/mark-orders-paid.js';

@Injectable()
export class PaymentEvents {
  constructor(private readonly markOrdersPaid: MarkOrdersPaid) {}

  @OnEvent(PaymentSucceeded)
  async succeeded(events: Received<PayloadOf<typeof PaymentSucceeded>>[], cause: Cause): Promise<void> {
    const commands = events.map(({ payload, origin }) => ({
      orderId: payload.orderId,
      paymentId: payload.paymentId,
      amount: payload.amount,
      paidAt: new Date(payload.paidAt),
      origin,
    }));
    await this.markOrdersPaid.execute(commands, cause);
  }
}
