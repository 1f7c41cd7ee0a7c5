import { createHash } from 'node:crypto';
import { DomainError } from '@minisuite/kernel';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';

const VISIBLE_ASCII = /^[\x21-\x7e]{1,255}$/;

/** The checked Idempotency-Key header. */
export const IdempotencyKey = createParamDecorator((_data: unknown, context: ExecutionContext): string =>
  readKey(context.switchToHttp().getRequest<FastifyRequest>().headers['idempotency-key']),
);

/** The key in a header value; throws DomainError when there is none or it is not 1 to 255 visible ASCII characters. */
export function readKey(value: string | string[] | undefined): string {
  if (value === undefined || value === '') {
    throw new DomainError('invalid', 'IDEMPOTENCY_KEY_REQUIRED', 'The Idempotency-Key header is required.');
  }
  if (typeof value === 'string' && VISIBLE_ASCII.test(value)) return value;
  throw new DomainError('invalid', 'VALIDATION_FAILED', 'The Idempotency-Key is not valid.', [
    { path: 'Idempotency-Key', message: 'must be 1 to 255 visible ASCII characters' },
  ]);
}

/** A fingerprint of what is asked for: the same for the same request however its JSON was written. */
export function requestHash(method: string, route: string, content: unknown): string {
  return createHash('sha256')
    .update(`${method} ${route}\n${canonicalJson(content)}`)
    .digest('hex');
}

/** Tells the client when this is the kept answer to an earlier request. */
export function markReplayed(reply: FastifyReply, replayed: boolean): void {
  if (replayed) void reply.header('idempotency-replayed', 'true');
}

function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => (isPlainObject(part) ? sorted(part) : part)) ?? 'null';
}

function sorted(object: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
