import { describe, expect, it } from '@jest/globals';
import { compareIds, FLOWS, piecesBySku } from './stock-movement.js';

describe('FLOWS', () => {
  it.each(['reserve', 'release', 'sell', 'return'] as const)('%s keeps the sum of the buckets', (kind) => {
    const { available, reserved, sold } = FLOWS[kind];
    expect(available + reserved + sold).toBe(0);
  });

  it('add and remove change what is available, and nothing else', () => {
    expect(FLOWS.add).toEqual({ available: 1, reserved: 0, sold: 0 });
    expect(FLOWS.remove).toEqual({ available: -1, reserved: 0, sold: 0 });
  });

  it('release undoes reserve, and return undoes reserve and sell', () => {
    for (const bucket of ['available', 'reserved', 'sold'] as const) {
      expect(FLOWS.reserve[bucket] + FLOWS.release[bucket]).toBe(0);
      expect(FLOWS.reserve[bucket] + FLOWS.sell[bucket] + FLOWS.return[bucket]).toBe(0);
    }
  });
});

describe('piecesBySku', () => {
  it('adds up per SKU, in id order', () => {
    const move = (skuId: string, quantity: number) => ({ skuId, orderId: '1', quantity });
    expect(piecesBySku([move('10', 2), move('9', 1), move('10', 3)])).toEqual([
      ['9', 1],
      ['10', 5],
    ]);
  });
});

describe('compareIds', () => {
  it('orders by value beyond the safe integers too', () => {
    const ids = ['9007199254740993', '10', '9007199254740992', '9'];
    expect(ids.sort(compareIds)).toEqual(['9', '10', '9007199254740992', '9007199254740993']);
  });
});
