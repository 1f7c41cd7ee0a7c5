import type { FastifyRequest } from 'fastify';
import { paramError } from '../../domain/pay-error.js';

const decoder = new TextDecoder('utf-8', { fatal: true });

export function rawBody(request: FastifyRequest): Buffer {
  return Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
}

/** Throws PARAM_ERROR when the body is no JSON in UTF-8. */
export function payJson(request: FastifyRequest): unknown {
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) {
    throw paramError('Http头Content-Type的值须为application/json', { location: 'header', field: 'Content-Type' });
  }
  try {
    return JSON.parse(decoder.decode(rawBody(request)));
  } catch {
    throw paramError('请求体不是合法的JSON', { location: 'body', issue: 'body is not valid JSON' });
  }
}
