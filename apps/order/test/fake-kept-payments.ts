import { KeptPayments } from '../src/invariants/app/ports.js';
import type { KeptPayment } from '../src/invariants/domain/compare-books.js';
import { compareIds } from '../src/stock/domain/stock-movement.js';

/** The payment service's books as a test writes them. */
export class FakeKeptPayments extends KeptPayments {
  readonly books = new Map<string, KeptPayment>();
  /** Called before each answer. */
  onAsk: () => Promise<void> = async () => {};

  async after(orderId: string, limit: number): Promise<KeptPayment[]> {
    await this.onAsk();
    return [...this.books.values()]
      .filter((payment) => compareIds(payment.orderId, orderId) > 0)
      .sort((a, b) => compareIds(a.orderId, b.orderId))
      .slice(0, limit);
  }

  keep(orderId: string, part: Partial<KeptPayment> = {}): void {
    const payment = { paymentId: `9${orderId.slice(-15)}`, amount: 200, refundedAmount: 0, bookedAt: new Date(0) };
    this.books.set(orderId, { orderId, ...payment, ...part });
  }
}
