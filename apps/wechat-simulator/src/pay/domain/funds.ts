import { notEnough } from './pay-error.js';

/** What the merchant has at WeChat to pay refunds from, in fen; null is without end. Payments do not add to it. */
export class Funds {
  private left: number | null = null;

  get available(): number | null {
    return this.left;
  }

  set(available: number | null): void {
    this.left = available;
  }

  /** Throws NOT_ENOUGH. */
  take(amount: number): void {
    if (this.left === null) return;
    if (this.left < amount) throw notEnough();
    this.left -= amount;
  }

  giveBack(amount: number): void {
    if (this.left !== null) this.left += amount;
  }
}
