import { DomainError } from '@minisuite/kernel';

/** How long one attempt may take before another may begin. */
export const LEASE_MS = 10_000;

/** How long an answer is kept. */
export const KEPT_MS = 24 * 3_600_000;

/** Keys belong to a user and a route, so that nobody meets the answer of somebody else. */
export interface RequestKey {
  readonly userId: string;
  readonly route: string;
  readonly key: string;
}

/** What the first request with this key came to: an id that leads to its answer, or a lasting refusal. */
export type Outcome = { readonly reference: string } | { readonly refusal: DomainError };

/** The record of a key; `owner` names the attempt that holds it, `outcome` is null while none has come to an end. */
export interface KeyRecord {
  readonly requestHash: string;
  readonly owner: string;
  readonly lockedUntil: Date;
  readonly expiresAt: Date;
  readonly outcome: Outcome | null;
}

/** What a request may do about a key that exists. */
export type Decision = { readonly act: 'take' } | { readonly act: 'replay'; readonly outcome: Outcome };

/** Throws IDEMPOTENCY_KEY_REUSED for another request, IDEMPOTENCY_KEY_IN_PROGRESS while the first is still running. */
export function decide(record: KeyRecord, requestHash: string, now: Date): Decision {
  if (record.expiresAt <= now) return { act: 'take' };
  if (record.requestHash !== requestHash) {
    throw new DomainError('conflict', 'IDEMPOTENCY_KEY_REUSED', 'The key was used with another request.');
  }
  if (record.outcome) return { act: 'replay', outcome: record.outcome };
  if (record.lockedUntil > now) {
    throw new DomainError(
      'conflict',
      'IDEMPOTENCY_KEY_IN_PROGRESS',
      'The first request with this key is still running.',
    );
  }
  return { act: 'take' };
}

const LASTING = new Set<DomainError['kind']>(['invalid', 'not_found', 'forbidden', 'conflict']);

/** Whether the same request would be refused again, so that the refusal is its answer. */
export function isLasting(error: DomainError): boolean {
  return LASTING.has(error.kind);
}
