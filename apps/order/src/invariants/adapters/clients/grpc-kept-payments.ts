import type { paymentV1 } from '@minisuite/contracts';
import { dateOf, type PromiseClient } from '@minisuite/grpc';
import { delay, fen, isDomainError } from '@minisuite/kernel';
import { RequestContext } from '@minisuite/service';
import { KeptPayments } from '../../app/ports.js';
import type { KeptPayment } from '../../domain/compare-books.js';

const ATTEMPTS = 8;
const PAUSE_MS = 500;

export class GrpcKeptPayments extends KeptPayments {
  constructor(private readonly client: PromiseClient<paymentV1.PaymentServiceClient>) {
    super();
  }

  /** In the service's own name: an operator who asks for the invariants does not ask for this. */
  async after(afterOrderId: string, limit: number): Promise<KeptPayment[]> {
    const { payments } = await RequestContext.run(RequestContext.origin(), () => this.ask({ afterOrderId, limit }));
    return payments.map(({ orderId, paymentId, amount, refundedAmount, bookedAt }) => ({
      orderId,
      paymentId,
      amount: fen(amount),
      refundedAmount: fen(refundedAmount),
      bookedAt: dateOf(bookedAt),
    }));
  }

  /** Processes that start together are not there together, and that is no reason to complain. */
  private async ask(request: paymentV1.ListKeptPaymentsRequest): Promise<paymentV1.ListKeptPaymentsResponse> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.client.listKeptPayments(request);
      } catch (error) {
        if (!isDomainError(error) || error.kind !== 'unavailable' || attempt === ATTEMPTS) throw error;
        await delay(PAUSE_MS);
      }
    }
  }
}
