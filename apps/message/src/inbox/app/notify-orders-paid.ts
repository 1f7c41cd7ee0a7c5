import type { Cause } from '@minisuite/database';
import { Ids } from '@minisuite/ids';
import { Clock } from '@minisuite/kernel';
import { Injectable } from '@nestjs/common';
import { OrderPaidTemplate } from '../../subscriptions/app/ports.js';
import { DeliverySignal } from '../../subscriptions/app/delivery-signal.js';
import { newDelivery } from '../../subscriptions/domain/delivery.js';
import { orderPaidFields, orderPaidMessage, type OrderPaidNotice } from '../domain/order-paid-notice.js';
import { InboxTransactions } from './ports.js';

/** Tells buyers that their orders are paid: always in the inbox, and by a subscribe message where a consent can be spent. */
@Injectable()
export class NotifyOrdersPaid {
  constructor(
    private readonly transactions: InboxTransactions,
    private readonly template: OrderPaidTemplate,
    private readonly ids: Ids,
    private readonly clock: Clock,
    private readonly signal: DeliverySignal,
  ) {}

  async run(notices: readonly OrderPaidNotice[], cause: Cause): Promise<void> {
    const now = this.clock.now();
    const { id: templateId, page } = this.template;
    const sending = await this.transactions.run(cause, async ({ inbox, consents, deliveries }) => {
      await inbox.add(notices.map((notice) => orderPaidMessage(notice, this.ids.next(), now)));
      const allowed = await consents.spend(
        notices.map(({ userId }) => userId),
        templateId,
        now,
      );
      const allowedNotices = notices.filter((_, index) => allowed[index]);
      await deliveries.add(
        allowedNotices.map((notice) =>
          newDelivery({
            id: this.ids.next(),
            userId: notice.userId,
            templateId,
            page: `${page}?id=${notice.orderId}`,
            data: orderPaidFields(notice),
            requestId: notice.requestId,
            now,
          }),
        ),
      );
      return allowedNotices.length;
    });
    if (sending > 0) this.signal.notify();
  }
}
