import { DomainError, isDomainError } from '@minisuite/kernel';
import { IdempotencyKeyReused } from './order-errors.js';
import { AS_PLACED, type OrderState } from './order-state.js';
import { remarkAsWritten } from './remark.js';

/** Whose request it is; a key means nothing without its user. */
export interface RequestKey {
  readonly userId: string;
  readonly key: string;
}

/** The first answer to a request, kept so that asking again is harmless. */
export interface KeptAnswer extends RequestKey {
  readonly requestHash: string;
  readonly answer: OrderState | DomainError;
}

export interface PlacedOrder {
  readonly order: OrderState;
  readonly replayed: boolean;
}

/** A request key as one text; a user id never holds a space. */
export function textOf({ userId, key }: RequestKey): string {
  return `${userId} ${key}`;
}

/** The kept answer once more, as it was then whatever became of the order; refuses another request under the same key. */
export function replay(kept: KeptAnswer, requestHash: string): PlacedOrder | DomainError {
  if (kept.requestHash !== requestHash) return new IdempotencyKeyReused();
  if (!isDomainError(kept.answer)) {
    const { remark } = kept.answer;
    return { order: { ...kept.answer, ...AS_PLACED, ...remarkAsWritten(remark) }, replayed: true };
  }
  const { kind, reason, message, details } = kept.answer;
  const again = new DomainError(kind, reason, message, details);
  again.replayed = true;
  return again;
}
