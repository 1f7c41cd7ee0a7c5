import { PaymentUnexpected, type PayloadOf, RefundRejected, RefundSucceeded } from '@minisuite/contracts';
import type { Cause } from '@minisuite/database';
import { OnEvent, type Received } from '@minisuite/messaging';
import { Injectable } from '@nestjs/common';
import { FileNotices } from '../../app/file-notices.js';
import { refundRejected, refundSucceeded, unexpectedPayment } from '../../domain/notice.js';

@Injectable()
export class PaymentEventsHandler {
  constructor(private readonly fileNotices: FileNotices) {}

  @OnEvent(PaymentUnexpected)
  async onPaymentUnexpected(events: Received<PayloadOf<typeof PaymentUnexpected>>[], cause: Cause): Promise<void> {
    await this.fileNotices.run(
      events.map(({ payload }) => unexpectedPayment(payload)),
      cause,
    );
  }

  @OnEvent(RefundSucceeded)
  async onRefundSucceeded(events: Received<PayloadOf<typeof RefundSucceeded>>[], cause: Cause): Promise<void> {
    await this.fileNotices.run(
      events.map(({ payload }) => refundSucceeded(payload)),
      cause,
    );
  }

  @OnEvent(RefundRejected)
  async onRefundRejected(events: Received<PayloadOf<typeof RefundRejected>>[], cause: Cause): Promise<void> {
    await this.fileNotices.run(
      events.map(({ payload }) => refundRejected(payload)),
      cause,
    );
  }
}
