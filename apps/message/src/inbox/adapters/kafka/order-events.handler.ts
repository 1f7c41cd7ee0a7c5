import { OrderPaid, OrderShipped, type PayloadOf } from '@minisuite/contracts';
import type { Cause } from '@minisuite/database';
import { OnEvent, type Received } from '@minisuite/messaging';
import { Injectable } from '@nestjs/common';
import { FileNotices } from '../../app/file-notices.js';
import { NotifyOrdersPaid } from '../../app/notify-orders-paid.js';
import { orderShipped } from '../../domain/notice.js';

@Injectable()
export class OrderEventsHandler {
  constructor(
    private readonly notifyOrdersPaid: NotifyOrdersPaid,
    private readonly fileNotices: FileNotices,
  ) {}

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

  @OnEvent(OrderShipped)
  async onOrderShipped(events: Received<PayloadOf<typeof OrderShipped>>[], cause: Cause): Promise<void> {
    await this.fileNotices.run(
      events.map(({ payload }) => orderShipped(payload)),
      cause,
    );
  }
}
