import { describe, expect, it } from '@jest/globals';
import { memoryScreen } from '../terminal/memory-screen.ts';
import { outboxText } from './outbox-text.ts';

describe('the outboxes', () => {
  it('are a table, with the types that wait most under it', () => {
    const relay = {
      owner: '8001065e-e836-48fa-b989-15948b2ab030',
      fence: '1795619627745',
      until: new Date('2026-01-02T03:04:05.678Z'),
    };
    const lines = outboxText(memoryScreen(), [
      { service: 'user', waiting: 0, oldestMs: null, published: 3, types: [], relay },
      {
        service: 'order',
        waiting: 13,
        oldestMs: 125_000,
        published: 0,
        types: [
          { type: 'order.paid.v1', waiting: 9 },
          { type: 'order.placed.v1', waiting: 4 },
        ],
        relay: null,
      },
    ]);
    expect(lines).toEqual([
      'service  waiting     oldest  published/min  relay, fence             lease until',
      'user           0          –              3  8001065e, 1795619627745  03:04:05.678Z',
      'order         13  2 min 5 s              0  nobody                   –',
      'order waits most with order.paid.v1 9, order.placed.v1 4',
    ]);
  });
});
