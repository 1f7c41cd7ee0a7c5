import { describe, expect, it } from '@jest/globals';
import type { IncomingMessage } from '../transport/event-transport.js';
import { OvertakenRelays } from './overtaken-relays.js';

const message = (offset: number, fence?: string, at: Partial<IncomingMessage> = {}): IncomingMessage => ({
  topic: 'order.events',
  partition: 0,
  offset: String(offset),
  key: '1',
  headers: { ce_source: 'minisuite/order', ...(fence !== undefined && { ce_relayfence: fence }) },
  value: Buffer.from('{}'),
  ...at,
});

describe('OvertakenRelays', () => {
  it('drops what a relay sends after its successor has sent', () => {
    const relays = new OvertakenRelays();
    expect([message(1, '5'), message(2, '6'), message(3, '5'), message(4, '6')].map((m) => relays.isLate(m))).toEqual([
      false,
      false,
      true,
      false,
    ]);
  });

  it('keeps what stands before the successor when it is delivered again', () => {
    const relays = new OvertakenRelays();
    const log = [message(1, '5'), message(2, '5'), message(3, '6')];
    expect(log.map((m) => relays.isLate(m))).toEqual([false, false, false]);
    expect(log.map((m) => relays.isLate(m))).toEqual([false, false, false]);
  });

  it('compares fences as numbers, not as text', () => {
    const relays = new OvertakenRelays();
    expect(relays.isLate(message(1, '9'))).toBe(false);
    expect(relays.isLate(message(2, '10'))).toBe(false);
    expect(relays.isLate(message(3, '9'))).toBe(true);
  });

  it.each([
    ['another partition', { partition: 1 }],
    ['another topic', { topic: 'user.events' }],
    ['another source', { headers: { ce_source: 'minisuite/user', ce_relayfence: '5' } }],
    ['no fence', { headers: { ce_source: 'minisuite/order' } }],
    ['a fence that is none', { headers: { ce_source: 'minisuite/order', ce_relayfence: '-5' } }],
  ])('does not mix up %s', (_, at) => {
    const relays = new OvertakenRelays();
    relays.isLate(message(1, '6'));
    expect(relays.isLate(message(2, '5', at))).toBe(false);
  });
});
