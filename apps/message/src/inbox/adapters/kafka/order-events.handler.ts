import { OrderPaid, type PayloadOf } from '@minisuite/contracts';
import type { Cause } from '@minisuite/database';
import { OnEvent, type Received } from '@minisuite/messaging';
import { Injectable } from '@nestjs/common';
import { NotifyOrdersPaid } from '../../app/notify-orders-paid.js';

@Injectable()
export class OrderEventsHandler {
  constructor(private readonly notifyOrdersPaid: NotifyOrdersPaid) {}

  @OnEvent(OrderPaid)
  async onOrderPaid(events: Received<PayloadOf<typeof OrderPaid>>[], cause: Cause): Promise<void> {
    const notices = events.map(({ payload, origin }) => ({
      orderId: payload.orderId,
      userId: payload.userId,
      amount: payload.amount,
      title: payload.title,
      paidAt: new Date(payload.paidAt),
      requestId: origin.requestId,
    }));
    await this.notifyOrdersPaid.run(notices, cause);
  }
}
