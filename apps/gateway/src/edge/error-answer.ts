import { ERRORS, type Reason } from '@minisuite/contracts';
import { type DomainError, type ErrorDetail, type ErrorKind, isDomainError } from '@minisuite/kernel';
import { HttpException } from '@nestjs/common';
import type { Language } from './language.js';

/** What a failed request is told. */
export interface ErrorAnswer {
  readonly reason: Reason;
  readonly status: number;
  readonly details: readonly ErrorDetail[];
  readonly headers: Readonly<Record<string, string>>;
}

const BY_KIND: Record<ErrorKind, Reason> = {
  invalid: 'VALIDATION_FAILED',
  unauthenticated: 'TOKEN_INVALID',
  forbidden: 'FORBIDDEN',
  not_found: 'NOT_FOUND',
  conflict: 'CONFLICT',
  exhausted: 'RATE_LIMITED',
  unavailable: 'SERVICE_UNAVAILABLE',
  timeout: 'DEADLINE_EXCEEDED',
};

const BY_FASTIFY_CODE: Partial<Record<string, Reason>> = {
  FST_ERR_CTP_INVALID_JSON_BODY: 'MALFORMED_JSON',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'MALFORMED_JSON',
  FST_ERR_CTP_BODY_TOO_LARGE: 'BODY_TOO_LARGE',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'UNSUPPORTED_MEDIA_TYPE',
};

const BY_STATUS: Partial<Record<number, Reason>> = {
  401: 'TOKEN_INVALID',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  413: 'BODY_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
  429: 'RATE_LIMITED',
};

// Seconds after which it makes sense to come again.
const RETRY_AFTER: Partial<Record<Reason, string>> = {
  IDEMPOTENCY_KEY_IN_PROGRESS: '1',
  RATE_LIMITED: '1',
  SERVICE_UNAVAILABLE: '2',
  WECHAT_UNAVAILABLE: '5',
};

/** The one place where errors become answers; whatever is not a known refusal is INTERNAL without a word more. */
export function answerFor(error: unknown): ErrorAnswer {
  if (isDomainError(error)) return refusal(error);
  return answer(reasonOf(error));
}

/** For a path that exists, but not with this method. */
export function methodNotAllowed(methods: readonly string[]): ErrorAnswer {
  return answer('METHOD_NOT_ALLOWED', [], { allow: methods.join(', ') });
}

/** The body that every refused request gets. */
export function errorBody({ reason, details }: ErrorAnswer, language: Language, requestId: string): object {
  const entry = ERRORS[reason];
  return { code: entry.code, message: entry[language], reason, details, requestId };
}

function refusal(error: DomainError): ErrorAnswer {
  const reason = isReason(error.reason) ? error.reason : BY_KIND[error.kind];
  return answer(reason, error.details, {
    ...(error.replayed && { 'idempotency-replayed': 'true' }),
    ...(error.retryAfterMs !== undefined && { 'retry-after': String(Math.ceil(error.retryAfterMs / 1000)) }),
  });
}

function answer(reason: Reason, details: readonly ErrorDetail[] = [], extra: Record<string, string> = {}): ErrorAnswer {
  const { status } = ERRORS[reason];
  const retryAfter = RETRY_AFTER[reason];
  const headers = {
    ...(retryAfter !== undefined && { 'retry-after': retryAfter }),
    ...(status === 401 && { 'www-authenticate': 'Bearer' }),
    ...extra,
  };
  return { reason, status, details, headers };
}

function reasonOf(error: unknown): Reason {
  const source = error instanceof HttpException ? (error.cause ?? error) : error;
  const code = propertyOf(source, 'code');
  const known = typeof code === 'string' ? BY_FASTIFY_CODE[code] : undefined;
  if (known) return known;
  const status = error instanceof HttpException ? error.getStatus() : propertyOf(error, 'statusCode');
  if (typeof status !== 'number') return 'INTERNAL';
  return BY_STATUS[status] ?? (status >= 400 && status < 500 ? 'VALIDATION_FAILED' : 'INTERNAL');
}

function propertyOf(thing: unknown, name: string): unknown {
  return thing instanceof Error ? (thing as unknown as Record<string, unknown>)[name] : undefined;
}

function isReason(text: string): text is Reason {
  return Object.hasOwn(ERRORS, text);
}
