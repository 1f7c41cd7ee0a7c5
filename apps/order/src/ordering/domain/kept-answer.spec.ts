import { describe, expect, it } from '@jest/globals';
import { type KeptAnswer, replay, textOf } from './kept-answer.js';
import { OutOfStock } from './order-errors.js';
import { AS_PLACED, type OrderState } from './order-state.js';

const order: OrderState = {
  id: '5',
  userId: '7',
  ...AS_PLACED,
  amount: 100,
  lines: [],
  address: null,
  remark: '少糖',
  remarkStatus: 'PENDING',
  createdAt: new Date(0),
  expiresAt: new Date(1),
  dueAt: new Date(1),
};

const kept = (answer: KeptAnswer['answer']): KeptAnswer => ({ userId: '7', key: 'k', requestHash: 'h', answer });

describe('replay', () => {
  it('gives the order as it was when it was placed', () => {
    const paid: OrderState = { ...order, remarkStatus: 'PASSED', status: 'PAID', paymentId: '9', paidAt: new Date(2) };
    expect(replay(kept(paid), 'h')).toEqual({ order, replayed: true });
  });

  it('gives the refusal again, marked as replayed', () => {
    const details = [{ path: 'items.0.quantity', message: 'only 0 left' }];
    const first = new OutOfStock(details);
    expect(replay(kept(first), 'h')).toMatchObject({
      kind: 'conflict',
      reason: 'OUT_OF_STOCK',
      details,
      replayed: true,
    });
    expect(first.replayed).toBe(false);
  });

  it('refuses another request under the same key', () => {
    expect(replay(kept(order), 'other')).toMatchObject({ reason: 'IDEMPOTENCY_KEY_REUSED', replayed: false });
  });
});

describe('textOf', () => {
  it('tells users apart', () => {
    expect(textOf({ userId: '1', key: '2 3' })).not.toBe(textOf({ userId: '12', key: '3' }));
  });
});
