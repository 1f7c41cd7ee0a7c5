import { paymentV1 } from '@minisuite/contracts';
import { dateOf, type PromiseClient } from '@minisuite/grpc';
import { fen } from '@minisuite/kernel';
import { RequestContext } from '@minisuite/service';
import { type CloseAnswer, PaymentClosing } from '../../app/ports.js';

export class GrpcPaymentClosing extends PaymentClosing {
  constructor(private readonly client: PromiseClient<paymentV1.PaymentServiceClient>) {
    super();
  }

  /** In the service's own name: a user who cancels asks for an end, not for this. */
  async close(orderIds: readonly string[], withinMs: number): Promise<ReadonlyMap<string, CloseAnswer>> {
    const scope = { ...RequestContext.origin(), deadline: this.deadlineIn(withinMs) };
    const { results } = await RequestContext.run(scope, () => this.client.closeOrders({ orderIds: [...orderIds] }));
    return new Map(results.map((result) => [result.orderId, answerOf(result)]));
  }

  private deadlineIn(withinMs: number): number {
    return Math.min(Date.now() + withinMs, RequestContext.current()?.deadline ?? Number.POSITIVE_INFINITY);
  }
}

function answerOf({ outcome, payment }: paymentV1.ClosedOrder): CloseAnswer {
  if (outcome === paymentV1.CloseOutcome.CLOSE_OUTCOME_CLOSED) return { outcome: 'CLOSED' };
  if (outcome === paymentV1.CloseOutcome.CLOSE_OUTCOME_PAID && payment) {
    const { paymentId, amount, paidAt } = payment;
    return { outcome: 'PAID', payment: { paymentId, amount: fen(amount), paidAt: dateOf(paidAt) } };
  }
  return { outcome: 'UNKNOWN' };
}
