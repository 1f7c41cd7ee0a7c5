import type { Origin } from '@minisuite/contracts';
import { type DomainError, isDomainError, sumFen, timesFen } from '@minisuite/kernel';
import { type KeptAnswer, type PlacedOrder, replay, textOf } from './kept-answer.js';
import { InvalidOrder, OutOfStock, UnknownItems } from './order-errors.js';
import type { OrderRequest } from './order-request.js';
import { AS_PLACED, type Offer, type OrderLine, type OrderState, type ShippingAddress } from './order-state.js';
import { remarkAsWritten } from './remark.js';

const MAX_AMOUNT = 100_000_000;

export interface PlaceOrderCommand extends Omit<OrderRequest, 'addressId'> {
  /** Where to send it; a refusal when the address that was asked for does not exist. */
  readonly address: ShippingAddress | DomainError | null;
  readonly origin: Origin;
}

/** What the group finds: rows read and locked in its transaction. */
export interface Situation {
  readonly kept: readonly KeptAnswer[];
  readonly offers: readonly Offer[];
  readonly available: ReadonlyMap<string, number>;
  readonly now: Date;
  readonly paymentWindowMs: number;
  readonly nextId: () => string;
}

export interface Placements {
  /** One for each command, in their order. */
  readonly answers: (PlacedOrder | DomainError)[];
  readonly placed: { readonly order: OrderState; readonly origin: Origin }[];
  /** First answers, to be kept. */
  readonly keep: KeptAnswer[];
}

/** Decides a group of commands in order of arrival; each sees the stock that the ones before it have left. */
export function decidePlacements(commands: readonly PlaceOrderCommand[], situation: Situation): Placements {
  const kept = new Map(situation.kept.map((answer) => [textOf(answer), answer]));
  const left = new Map(situation.available);
  const offers = new Map(situation.offers.map((offer) => [offer.skuId, offer]));
  const placements: Placements = { answers: [], placed: [], keep: [] };
  for (const command of commands) {
    const known = kept.get(textOf(command));
    if (known) {
      placements.answers.push(replay(known, command.requestHash));
      continue;
    }
    const answer = decide(command, offers, left, situation);
    const first: KeptAnswer = { userId: command.userId, key: command.key, requestHash: command.requestHash, answer };
    kept.set(textOf(command), first);
    placements.keep.push(first);
    if (isDomainError(answer)) {
      placements.answers.push(answer);
    } else {
      placements.answers.push({ order: answer, replayed: false });
      placements.placed.push({ order: answer, origin: command.origin });
    }
  }
  return placements;
}

function decide(
  { userId, items, address, remark }: PlaceOrderCommand,
  offers: ReadonlyMap<string, Offer>,
  left: Map<string, number>,
  { now, paymentWindowMs, nextId }: Situation,
): OrderState | DomainError {
  if (isDomainError(address)) return address;
  const unknown = [];
  const short = [];
  const lines: OrderLine[] = [];
  for (const [index, { skuId, quantity }] of items.entries()) {
    const offer = offers.get(skuId);
    const pieces = left.get(skuId);
    if (!offer || pieces === undefined) unknown.push({ path: `items.${index}.skuId`, message: 'is not for sale' });
    else if (pieces < quantity) short.push({ path: `items.${index}.quantity`, message: `only ${pieces} left` });
    else lines.push({ ...offer, quantity });
  }
  if (unknown.length > 0) return new UnknownItems(unknown);
  if (short.length > 0) return new OutOfStock(short);
  const amount = sumFen(lines.map(({ price, quantity }) => timesFen(price, quantity)));
  if (amount > MAX_AMOUNT) return new InvalidOrder([{ path: 'items', message: `must not exceed ${MAX_AMOUNT} fen` }]);
  for (const { skuId, quantity } of lines) left.set(skuId, (left.get(skuId) ?? 0) - quantity);
  const expiresAt = new Date(now.getTime() + paymentWindowMs);
  const id = nextId();
  return {
    id,
    userId,
    ...AS_PLACED,
    amount,
    lines,
    address,
    ...remarkAsWritten(remark),
    createdAt: now,
    expiresAt,
    dueAt: expiresAt,
  };
}
