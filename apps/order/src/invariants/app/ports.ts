import type { KeptPayment } from '../domain/compare-books.js';

/** The payment service's side of the books. */
export abstract class KeptPayments {
  /** Those of orders with greater ids, in the order of ids, at most `limit`. Throws when it cannot be reached. */
  abstract after(orderId: string, limit: number): Promise<KeptPayment[]>;
}
