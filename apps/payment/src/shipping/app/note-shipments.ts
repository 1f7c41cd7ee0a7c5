import type { Cause } from '@minisuite/database';
import { Clock } from '@minisuite/kernel';
import { Injectable } from '@nestjs/common';
import type { Shipment } from '../domain/shipping-report.js';
import { type PaidPayment, ShippingTransactions } from './ports.js';

/** Notes that WeChat has to be told of parcels. */
@Injectable()
export class NoteShipments {
  constructor(
    private readonly transactions: ShippingTransactions,
    private readonly clock: Clock,
  ) {}

  async execute(shipments: readonly Shipment[], cause: Cause): Promise<void> {
    await this.transactions.run(cause, async ({ reports }) => {
      const payments = await reports.paidPayments(shipments.map(({ paymentId }) => paymentId));
      const noted = shipments.map((shipment) => ({ ...shipment, transactionId: numberOf(shipment, payments) }));
      await reports.add(noted, this.clock.now());
    });
  }
}

function numberOf({ orderId, paymentId }: Shipment, payments: ReadonlyMap<string, PaidPayment>): string {
  const payment = payments.get(paymentId);
  if (payment?.orderId === orderId) return payment.transactionId;
  throw new Error(`payment ${paymentId} has not paid order ${orderId}, which is said to be shipped`);
}
