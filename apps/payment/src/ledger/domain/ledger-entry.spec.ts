import { describe, expect, it } from '@jest/globals';
import { received, returned } from './ledger-entry.js';

const at = new Date('2026-03-01T12:00:00.000Z');
const sum = (lines: readonly { amount: number }[]) => lines.reduce((total, { amount }) => total + amount, 0);

describe('ledger entries', () => {
  it.each(['orders', 'returns'] as const)('of money for %s balance, and its return undoes them', (purpose) => {
    const entry = received('7', 1990, purpose, at);
    const back = returned({ id: '9', paymentId: '7', amount: 1990 }, purpose, at);
    expect(sum(entry.lines)).toBe(0);
    expect(sum(back.lines)).toBe(0);
    for (const { account, amount } of entry.lines) {
      expect(back.lines.find((line) => line.account === account)?.amount).toBe(-amount);
    }
  });

  it('are named after what happened, so that nothing is booked twice', () => {
    expect(received('7', 1, 'orders', at).name).toBe('payment:7');
    expect(returned({ id: '9', paymentId: '7', amount: 1 }, 'orders', at).name).toBe('refund:9');
  });

  it('say that WeChat holds more after a payment and less after a refund', () => {
    expect(received('7', 5, 'orders', at).lines[0]).toEqual({ account: 'wechat', amount: 5 });
    expect(returned({ id: '9', paymentId: '7', amount: 5 }, 'orders', at).lines[0]).toEqual({
      account: 'wechat',
      amount: -5,
    });
  });
});
