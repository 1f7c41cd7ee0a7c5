import { DomainError } from '@minisuite/kernel';
import { OpenOrders } from '../src/identity/app/ports.js';

/** Users with open orders, as the order service would know them. */
export class FakeOpenOrders extends OpenOrders {
  away = false;
  private readonly users = new Set<string>();

  add(userId: string): void {
    this.users.add(userId);
  }

  delete(userId: string): void {
    this.users.delete(userId);
  }

  async has(userId: string): Promise<boolean> {
    if (this.away) throw new DomainError('unavailable', 'SERVICE_UNAVAILABLE', 'The order service is away.');
    return this.users.has(userId);
  }
}
