import type { paymentV1 } from '@minisuite/contracts';
import type { PromiseClient } from '@minisuite/grpc';
import { fen } from '@minisuite/kernel';
import { RequestContext } from '@minisuite/service';
import { KeptPayments } from '../../app/ports.js';
import type { KeptPayment } from '../../domain/compare-books.js';

export class GrpcKeptPayments extends KeptPayments {
  constructor(private readonly client: PromiseClient<paymentV1.PaymentServiceClient>) {
    super();
  }

  /** In the service's own name: an operator who asks for the invariants does not ask for this. */
  async after(afterOrderId: string, limit: number): Promise<KeptPayment[]> {
    const { payments } = await RequestContext.run(RequestContext.origin(), () =>
      this.client.listKeptPayments({ afterOrderId, limit }),
    );
    return payments.map(({ orderId, paymentId, amount, refundedAmount }) => ({
      orderId,
      paymentId,
      amount: fen(amount),
      refundedAmount: fen(refundedAmount),
    }));
  }
}
