import type { z } from 'zod';
import type { HttpAnswer } from '../exchange.js';
import { headerValue } from './headers.js';
import { WechatPayError } from './pay-error.js';
import { SignatureRejected } from './signature-rejected.js';

/** A 2xx whose signature fails. */
export function forged({ status, headers }: HttpAnswer, cause: unknown): WechatPayError {
  const reason = cause instanceof SignatureRejected ? cause.reason : 'unverifiable';
  const requestId = headerValue(headers, 'Request-ID');
  const message = `The answer of WeChat Pay cannot be trusted: ${reason}`;
  return new WechatPayError({
    httpStatus: status,
    code: 'FORGED_RESPONSE',
    message,
    cause,
    ...(requestId ? { requestId } : {}),
  });
}

/** A signed answer that is not what was asked for. */
export function malformed(cause: unknown): WechatPayError {
  const message = 'WeChat Pay answered in an unknown shape';
  return new WechatPayError({ httpStatus: 200, code: 'MALFORMED_RESPONSE', message, cause });
}

/** Checks the JSON of a signed answer; throws `WechatPayError` MALFORMEDRESPONSE. */
export function parse<T>(schema: z.ZodType<T>, json: unknown): T {
  const result = schema.safeParse(json);
  if (!result.success) throw malformed(result.error);
  return result.data;
}

/** Reads the body of a signed answer; throws `WechatPayError` MALFORMEDRESPONSE. */
export function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch (error) {
    throw malformed(error);
  }
}
