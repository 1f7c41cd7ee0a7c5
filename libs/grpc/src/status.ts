import { Metadata, status } from '@grpc/grpc-js';
import { DomainError, type ErrorDetail, type ErrorKind } from '@minisuite/kernel';

const STATUS: Record<ErrorKind, status> = {
  invalid: status.INVALID_ARGUMENT,
  unauthenticated: status.UNAUTHENTICATED,
  forbidden: status.PERMISSION_DENIED,
  not_found: status.NOT_FOUND,
  conflict: status.FAILED_PRECONDITION,
  exhausted: status.RESOURCE_EXHAUSTED,
  unavailable: status.UNAVAILABLE,
  timeout: status.DEADLINE_EXCEEDED,
};

const KIND = new Map(Object.entries(STATUS).map(([kind, code]) => [code, kind as ErrorKind]));

/** What goes over the wire for a refusal: status, message, and reason, details and when to come again as trailing metadata. */
export function statusOf(error: DomainError): { code: status; message: string; metadata: Metadata } {
  const metadata = new Metadata();
  metadata.set('error-reason', error.reason);
  if (error.details.length > 0) metadata.set('error-details-bin', Buffer.from(JSON.stringify(error.details)));
  if (error.replayed) metadata.set('idempotency-replayed', 'true');
  if (error.retryAfterMs !== undefined) metadata.set('retry-after-ms', String(Math.ceil(error.retryAfterMs)));
  return { code: STATUS[error.kind], message: error.message, metadata };
}

/** The refusal of a call that no service of ours answered, as one is away or too slow: what a service refuses itself is none. */
export class CallFailed extends DomainError {}

interface WireError {
  readonly code: number;
  readonly details: string;
  readonly metadata: Metadata;
}

/** The refusal that a status stands for, or the error itself when no service of ours spoke (a bug, not a refusal). */
export function errorFromStatus(error: unknown): unknown {
  if (!isWireError(error)) return error;
  const reason = error.metadata.get('error-reason')[0]?.toString();
  if (reason) {
    const refusal = new DomainError(
      KIND.get(error.code) ?? 'unavailable',
      reason,
      error.details,
      detailsOf(error.metadata),
    );
    const [retryAfterMs] = error.metadata.get('retry-after-ms');
    if (retryAfterMs !== undefined) refusal.retryAfterMs = Number(retryAfterMs);
    refusal.replayed = error.metadata.get('idempotency-replayed').length > 0;
    return refusal;
  }
  if (error.code === status.DEADLINE_EXCEEDED) {
    return new CallFailed('timeout', 'DEADLINE_EXCEEDED', 'A service did not answer in time.');
  }
  if (error.code === status.UNAVAILABLE || error.code === status.CANCELLED) {
    return new CallFailed('unavailable', 'SERVICE_UNAVAILABLE', 'A service cannot be reached.');
  }
  return error;
}

function detailsOf(metadata: Metadata): ErrorDetail[] {
  const bytes = metadata.get('error-details-bin')[0];
  return bytes ? (JSON.parse(bytes.toString()) as ErrorDetail[]) : [];
}

function isWireError(error: unknown): error is WireError {
  return error instanceof Error && 'code' in error && 'metadata' in error && error.metadata instanceof Metadata;
}
