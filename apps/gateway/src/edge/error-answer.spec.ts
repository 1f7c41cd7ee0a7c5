import { describe, expect, it } from '@jest/globals';
import { ERRORS } from '@minisuite/contracts';
import { DomainError, type ErrorKind } from '@minisuite/kernel';
import { HttpException, NotFoundException } from '@nestjs/common';
import { answerFor, errorBody } from './error-answer.js';

const fastifyError = (code: string, statusCode: number) =>
  Object.assign(new Error('secret detail'), { code, statusCode });

describe('answerFor', () => {
  it.each(Object.entries(ERRORS))('gives %s its own status', (reason, entry) => {
    expect(answerFor(new DomainError('conflict', reason, 'x'))).toMatchObject({ reason, status: entry.status });
  });

  it.each([
    ['invalid', 400],
    ['unauthenticated', 401],
    ['forbidden', 403],
    ['not_found', 404],
    ['conflict', 409],
    ['exhausted', 429],
    ['unavailable', 503],
    ['timeout', 504],
  ] satisfies [ErrorKind, number][])('answers an unheard-of reason of kind %s with %i', (kind, status) => {
    expect(answerFor(new DomainError(kind, 'toString', 'x')).status).toBe(status);
  });

  it('passes details and the mark of a replayed answer on', () => {
    const error = new DomainError('conflict', 'OUT_OF_STOCK', 'x', [{ path: 'items.0', message: 'sold out' }]);
    error.replayed = true;
    expect(answerFor(error)).toMatchObject({
      details: [{ path: 'items.0', message: 'sold out' }],
      headers: { 'idempotency-replayed': 'true' },
    });
  });

  it('says when to come again, and how to log in', () => {
    expect(answerFor(new DomainError('conflict', 'IDEMPOTENCY_KEY_IN_PROGRESS', 'x')).headers).toEqual({
      'retry-after': '1',
    });
    expect(answerFor(new DomainError('unavailable', 'SERVICE_UNAVAILABLE', 'x')).headers).toEqual({
      'retry-after': '2',
    });
    expect(answerFor(new DomainError('unauthenticated', 'TOKEN_EXPIRED', 'x')).headers).toEqual({
      'www-authenticate': 'Bearer',
    });
  });

  it.each([
    ['FST_ERR_CTP_INVALID_JSON_BODY', 400, 'MALFORMED_JSON'],
    ['FST_ERR_CTP_BODY_TOO_LARGE', 413, 'BODY_TOO_LARGE'],
    ['FST_ERR_CTP_INVALID_MEDIA_TYPE', 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['FST_ERR_BAD_URL', 400, 'VALIDATION_FAILED'],
    ['FST_ERR_MAX_PARAM_LENGTH', 414, 'VALIDATION_FAILED'],
    ['FST_ERR_ANYTHING', 500, 'INTERNAL'],
  ])("reads Fastify's %s (%i) as %s, bare or wrapped by Nest", (code, status, reason) => {
    const error = fastifyError(code, status);
    expect(answerFor(error).reason).toBe(reason);
    expect(answerFor(new HttpException('x', status, { cause: error })).reason).toBe(reason);
  });

  it('knows a missing route', () => {
    expect(answerFor(new NotFoundException('Cannot GET /x')).reason).toBe('NOT_FOUND');
  });

  it.each([new Error('ECONNREFUSED 10.0.0.1'), 'text', undefined, new HttpException('x', 418 + 100)])(
    'tells nothing about %p',
    (error) => {
      const body = errorBody(answerFor(error), 'en', 'r1');
      expect(body).toEqual({
        code: 50000,
        message: 'Something went wrong.',
        reason: 'INTERNAL',
        details: [],
        requestId: 'r1',
      });
    },
  );
});

describe('errorBody', () => {
  it('speaks the language of the reader', () => {
    const answer = answerFor(new DomainError('conflict', 'OUT_OF_STOCK', 'SKU 7 has 0'));
    expect(errorBody(answer, 'zh', 'r1')).toMatchObject({ code: 40903, message: '库存不足。' });
    expect(errorBody(answer, 'en', 'r1')).toMatchObject({ code: 40903, message: 'There is not enough stock.' });
  });
});
