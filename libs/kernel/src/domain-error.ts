/** What sort of refusal it is; decides the gRPC status. */
export type ErrorKind =
  'invalid' | 'unauthenticated' | 'forbidden' | 'not_found' | 'conflict' | 'exhausted' | 'unavailable' | 'timeout';

/** Where in the request something is wrong, like `items.0.quantity`. */
export interface ErrorDetail {
  readonly path: string;
  readonly message: string;
}

/** A refusal that the caller is told about: `reason` is stable and machine-readable, `message` is for people. */
export class DomainError extends Error {
  /** True when this is the kept answer to an earlier request with the same idempotency key. */
  replayed = false;
  /** After how many ms it makes sense to come again, when that is known. */
  retryAfterMs: number | undefined;

  constructor(
    readonly kind: ErrorKind,
    readonly reason: string,
    message: string,
    readonly details: readonly ErrorDetail[] = [],
  ) {
    super(message);
    this.name = new.target.name;
  }
}

/** Tells whether a thrown thing, or a result of a group, is a refusal. */
export function isDomainError(thing: unknown): thing is DomainError {
  return thing instanceof DomainError;
}
