import { describe, expect, it } from '@jest/globals';
import { afterAttempt, newDelivery } from './delivery.js';

const now = new Date('2026-01-01T00:00:00.000Z');
const delivery = newDelivery({ id: '1', userId: '2', templateId: 't', page: 'p', data: {}, requestId: 'r', now });

describe('a delivery', () => {
  it('is done once WeChat took it', () => {
    expect(afterAttempt(delivery, { kind: 'sent' }, now)).toMatchObject({ status: 'SENT', attempts: 1 });
  });

  it('is given up at once when WeChat refuses it for good', () => {
    expect(afterAttempt(delivery, { kind: 'unsubscribed', error: '43101' }, now).status).toBe('FAILED');
  });

  it('waits longer after each failure', () => {
    const first = afterAttempt(delivery, { kind: 'failed', error: 'away' }, now);
    const second = afterAttempt(first, { kind: 'failed', error: 'away' }, now);
    expect(first.nextAttemptAt.getTime() - now.getTime()).toBe(15_000);
    expect(second.nextAttemptAt.getTime() - now.getTime()).toBe(30_000);
  });

  it('is given up after eight failures', () => {
    let last = delivery;
    for (let attempt = 1; attempt <= 8; attempt += 1) last = afterAttempt(last, { kind: 'failed', error: 'away' }, now);
    expect(last).toMatchObject({ status: 'FAILED', attempts: 8 });
  });
});
