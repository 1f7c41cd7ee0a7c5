import { describe, expect, it } from '@jest/globals';
import { Metadata, status } from '@grpc/grpc-js';
import { DomainError } from '@minisuite/kernel';
import { errorFromStatus, statusOf } from './status.js';

const overTheWire = (error: DomainError) => {
  const { code, message, metadata } = statusOf(error);
  return errorFromStatus(Object.assign(new Error(message), { code, details: message, metadata }));
};

describe('a refusal', () => {
  it('arrives as what it was', () => {
    const refusal = new DomainError('conflict', 'OUT_OF_STOCK', '库存不足', [
      { path: 'items.0', message: '只剩 2 件' },
    ]);
    expect(overTheWire(refusal)).toMatchObject({
      kind: 'conflict',
      reason: 'OUT_OF_STOCK',
      message: '库存不足',
      details: [{ path: 'items.0', message: '只剩 2 件' }],
      replayed: false,
    });
  });

  it('keeps when it makes sense to come again', () => {
    const refusal = new DomainError('exhausted', 'RATE_LIMITED', 'no');
    expect(overTheWire(refusal)).toMatchObject({ retryAfterMs: undefined });
    refusal.retryAfterMs = 1500;
    expect(overTheWire(refusal)).toMatchObject({ retryAfterMs: 1500 });
  });

  it('keeps that it was replayed', () => {
    const refusal = new DomainError('not_found', 'NOT_FOUND', 'no');
    refusal.replayed = true;
    expect(overTheWire(refusal)).toMatchObject({ replayed: true });
  });
});

describe('a failure of the call itself', () => {
  const failure = (code: status) =>
    errorFromStatus(Object.assign(new Error('x'), { code, details: 'x', metadata: new Metadata() }));

  it('is a deadline, or a service that is away', () => {
    expect(failure(status.DEADLINE_EXCEEDED)).toMatchObject({ reason: 'DEADLINE_EXCEEDED' });
    expect(failure(status.UNAVAILABLE)).toMatchObject({ reason: 'SERVICE_UNAVAILABLE' });
  });

  it('stays an error when it is a bug', () => {
    expect(failure(status.INTERNAL)).not.toBeInstanceOf(DomainError);
  });
});
