import { describe, expect, it } from '@jest/globals';
import { DomainError, type ErrorKind } from '@minisuite/kernel';
import { decide, isLasting, type KeyRecord } from './claim.js';

const now = new Date('2026-03-01T12:00:00.000Z');
const at = (ms: number) => new Date(now.getTime() + ms);
const running: KeyRecord = { requestHash: 'a', owner: '1', lockedUntil: at(1), expiresAt: at(1000), outcome: null };
const done: KeyRecord = { ...running, outcome: { reference: '42' } };
const reason = (reason: string) => expect.objectContaining({ reason });

describe('a key that exists', () => {
  it('is in progress while its lease lasts', () => {
    expect(() => decide(running, 'a', now)).toThrow(reason('IDEMPOTENCY_KEY_IN_PROGRESS'));
  });

  it('is taken over when the lease has passed without an answer', () => {
    expect(decide({ ...running, lockedUntil: now }, 'a', now)).toEqual({ act: 'take' });
  });

  it('replays its answer', () => {
    expect(decide(done, 'a', now)).toEqual({ act: 'replay', outcome: { reference: '42' } });
  });

  it.each([running, done])('belongs to one request', (record) => {
    expect(() => decide(record, 'b', now)).toThrow(reason('IDEMPOTENCY_KEY_REUSED'));
  });

  it('is free again when its answer is no longer kept', () => {
    expect(decide({ ...done, expiresAt: now }, 'b', now)).toEqual({ act: 'take' });
  });
});

describe('a refusal', () => {
  it.each([
    ['invalid', true],
    ['not_found', true],
    ['forbidden', true],
    ['conflict', true],
    ['unauthenticated', false],
    ['exhausted', false],
    ['unavailable', false],
    ['timeout', false],
  ] as [ErrorKind, boolean][])('of kind %s lasts: %s', (kind, lasting) => {
    expect(isLasting(new DomainError(kind, 'R', 'm'))).toBe(lasting);
  });
});
