import type { Fen } from '@minisuite/kernel';

/** `wechat` is the money that WeChat holds for us, `orders` what belongs to orders, `returns` what no order can keep. */
export type LedgerAccount = 'wechat' | 'orders' | 'returns';

/** One side of an entry; the sides of an entry add up to 0. */
export interface LedgerLine {
  readonly account: LedgerAccount;
  readonly amount: Fen;
}

/** Something that happened to money, booked once under its name. */
export interface LedgerEntry {
  /** Like payment:17 or refund:18. */
  readonly name: string;
  readonly paymentId: string;
  readonly refundId: string | null;
  readonly at: Date;
  readonly lines: readonly LedgerLine[];
}

export type Purpose = Exclude<LedgerAccount, 'wechat'>;

/** Money that came in for a payment. */
export function received(paymentId: string, amount: Fen, purpose: Purpose, at: Date): LedgerEntry {
  return entry(`payment:${paymentId}`, { paymentId, refundId: null, at }, amount, purpose);
}

/** Money that went back. */
export function returned(
  refund: { readonly id: string; readonly paymentId: string; readonly amount: Fen },
  purpose: Purpose,
  at: Date,
): LedgerEntry {
  const { id: refundId, paymentId, amount } = refund;
  return entry(`refund:${refundId}`, { paymentId, refundId, at }, -amount, purpose);
}

function entry(
  name: string,
  about: Pick<LedgerEntry, 'paymentId' | 'refundId' | 'at'>,
  amount: Fen,
  purpose: Purpose,
): LedgerEntry {
  const lines = [
    { account: 'wechat', amount },
    { account: purpose, amount: -amount },
  ] as const;
  return { name, ...about, lines };
}
