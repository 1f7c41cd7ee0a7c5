import { type CloseAnswer, PaymentClosing } from '../src/ordering/app/ports.js';
import type { Payment } from '../src/ordering/domain/order.js';

/** A payment service as it promises to be: what it has said of an order stays so, whoever asks first. */
export class FakePayments extends PaymentClosing {
  private readonly said = new Map<string, CloseAnswer>();
  /** Every question, in the order of asking. */
  readonly asked: (readonly string[])[] = [];
  /** True when it cannot be reached. */
  away = false;
  /** Orders of which WeChat says nothing. */
  readonly silent = new Set<string>();
  /** Awaited before it answers. */
  before: (orderIds: readonly string[]) => Promise<void> = async () => {};

  async close(orderIds: readonly string[]): Promise<ReadonlyMap<string, CloseAnswer>> {
    this.asked.push(orderIds);
    await this.before(orderIds);
    if (this.away) throw new Error('the payment service is away');
    const answers = orderIds.map((id): [string, CloseAnswer] => [id, this.answerTo(id)]);
    return new Map(answers);
  }

  /** A user pays; false when the order was closed first, and the money goes back. */
  pay(orderId: string, payment: Payment): boolean {
    if (!this.said.has(orderId)) this.said.set(orderId, { outcome: 'PAID', payment });
    return this.said.get(orderId)?.outcome === 'PAID';
  }

  /** How often it was asked about an order. */
  times(orderId: string): number {
    return this.asked.filter((ids) => ids.includes(orderId)).length;
  }

  private answerTo(orderId: string): CloseAnswer {
    if (this.silent.has(orderId)) return { outcome: 'UNKNOWN' };
    const answer: CloseAnswer = this.said.get(orderId) ?? { outcome: 'CLOSED' };
    this.said.set(orderId, answer);
    return answer;
  }
}
