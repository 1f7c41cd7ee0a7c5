/** Why pieces move; the ledger keeps every movement for ever. */
export type MovementKind = 'initial' | 'add' | 'remove' | 'reserve' | 'release' | 'sell' | 'return';

export type Bucket = 'available' | 'reserved' | 'sold';
type Flow = Readonly<Record<Bucket, -1 | 0 | 1>>;

/** What one piece moved means for each bucket. Only `initial`, `add` and `remove` change the sum of the three. */
export const FLOWS: Readonly<Record<MovementKind, Flow>> = {
  initial: { available: 1, reserved: 0, sold: 0 },
  add: { available: 1, reserved: 0, sold: 0 },
  remove: { available: -1, reserved: 0, sold: 0 },
  reserve: { available: -1, reserved: 1, sold: 0 },
  release: { available: 1, reserved: -1, sold: 0 },
  sell: { available: 0, reserved: -1, sold: 1 },
  return: { available: 1, reserved: 0, sold: -1 },
};

/** Some pieces of one SKU, for one order unless they come in new or go out unsold. */
export interface Move {
  readonly skuId: string;
  readonly orderId: string | null;
  readonly quantity: number;
  /** What an operator said. */
  readonly reason?: string;
}

/** How many pieces move in all, by SKU in id order, which is the order in which rows are locked everywhere. */
export function piecesBySku(moves: readonly Move[]): [skuId: string, quantity: number][] {
  const sums = new Map<string, number>();
  for (const { skuId, quantity } of moves) sums.set(skuId, (sums.get(skuId) ?? 0) + quantity);
  return [...sums].sort(([a], [b]) => compareIds(a, b));
}

/** Ids are decimal strings of different lengths, so neither text order nor Number will do. */
export function compareIds(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : Number(a > b));
}
