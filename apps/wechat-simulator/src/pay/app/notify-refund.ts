import { Injectable } from '@nestjs/common';
import { MerchantAccount } from '../../account/domain/merchant-account.js';
import { refundTopic } from '../domain/notification.js';
import type { Refund, RefundOutcome } from '../domain/refund.js';
import { REFUND_SUMMARIES, refundNoticeView } from '../domain/refund-view.js';
import { WriteNotification } from './write-notification.js';

/** The notification that a refund has ended, for a merchant who named a URL. */
@Injectable()
export class NotifyRefund {
  constructor(
    private readonly account: MerchantAccount,
    private readonly writeNotification: WriteNotification,
  ) {}

  run(refund: Refund, outcome: RefundOutcome): void {
    const { outRefundNo, notifyUrl, total, refund: amount } = refund.request;
    if (notifyUrl === undefined) return;
    const resource = refundNoticeView(refund, this.account.mchId);
    this.writeNotification.run({
      topic: refundTopic(outRefundNo),
      notifyUrl,
      kind: 'refund',
      event: `REFUND.${outcome}`,
      summary: REFUND_SUMMARIES[outcome],
      resource,
      wrongResource: {
        ...resource,
        amount: { total, refund: amount + 1, payer_total: total, payer_refund: amount + 1 },
      },
    });
  }
}
