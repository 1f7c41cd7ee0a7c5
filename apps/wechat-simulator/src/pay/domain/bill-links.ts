import type { Bill } from './bill-entry.js';

export const LINK_LIFE_MS = 5 * 60_000;

export interface LinkedBill {
  readonly bill: Bill;
  readonly gzip: boolean;
}

/** Download tokens, each good for five minutes and as often as one likes. */
export class BillLinks {
  private readonly links = new Map<string, LinkedBill & { readonly expiresAt: number }>();

  add(token: string, linked: LinkedBill, now: Date): void {
    for (const [old, { expiresAt }] of this.links) if (expiresAt <= now.getTime()) this.links.delete(old);
    this.links.set(token, { ...linked, expiresAt: now.getTime() + LINK_LIFE_MS });
  }

  find(token: string, now: Date): LinkedBill | undefined {
    const link = this.links.get(token);
    return link && link.expiresAt > now.getTime() ? link : undefined;
  }

  forget(): void {
    this.links.clear();
  }
}
