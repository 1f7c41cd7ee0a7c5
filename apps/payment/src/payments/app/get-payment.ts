import { isDomainError } from '@minisuite/kernel';
import { Injectable, Logger } from '@nestjs/common';
import type { PaymentState } from '../domain/payment.js';
import { PaymentNotFound } from '../domain/payment-errors.js';
import { PaymentQueries } from './ports.js';
import { SyncPayment } from './sync-payment.js';

export interface GetPaymentQuery {
  readonly userId: string;
  readonly id: string;
  /** Ask WeChat when the payment is still pending here. */
  readonly sync: boolean;
}

@Injectable()
export class GetPayment {
  private readonly logger = new Logger('GetPayment');

  constructor(
    private readonly queries: PaymentQueries,
    private readonly syncPayment: SyncPayment,
  ) {}

  async execute({ userId, id, sync }: GetPaymentQuery): Promise<PaymentState> {
    const payment = await this.queries.find(id);
    if (!payment || payment.userId !== userId) throw new PaymentNotFound();
    if (!sync || payment.status !== 'PENDING') return payment;
    try {
      return await this.syncPayment.execute(payment);
    } catch (error) {
      if (!isDomainError(error)) throw error;
      // Reading must work while WeChat does not.
      this.logger.warn(
        { paymentId: id, reason: error.reason, details: error.details },
        'WeChat could not tell about a payment',
      );
      return payment;
    }
  }
}
