import { describe, expect, it } from '@jest/globals';
import { isDomainError } from '@minisuite/kernel';
import { decidePlacements, type PlaceOrderCommand, type Situation } from './decide-placements.js';
import { AddressNotFound } from './order-errors.js';

const now = new Date('2026-01-01T00:00:00.000Z');

function situation(part: Partial<Situation> = {}): Situation {
  let last = 0;
  const offer = (skuId: string) => ({ skuId, productId: '1', title: `t${skuId}`, imageUrl: '/i.svg', price: 250 });
  return {
    kept: [],
    offers: ['11', '12'].map(offer),
    available: new Map([
      ['11', 1000],
      ['12', 3],
      ['13', 5],
    ]),
    now,
    paymentWindowMs: 900_000,
    nextId: () => String(++last),
    ...part,
  };
}

let keys = 0;
function command(skuId: string, quantity: number, part: Partial<PlaceOrderCommand> = {}): PlaceOrderCommand {
  keys += 1;
  const items = [{ skuId, quantity }];
  return {
    userId: '7',
    items,
    address: null,
    remark: '',
    key: `k${keys}`,
    requestHash: 'h',
    origin: { requestId: 'r' },
    ...part,
  };
}

const outcome = (answer: unknown) => (isDomainError(answer) ? answer.reason : 'placed');

describe('decidePlacements', () => {
  it('decides a group of a hundred: one unknown, one sold out, two with the same key', () => {
    const commands = Array.from({ length: 100 }, () => command('11', 1));
    commands[10] = command('99', 1);
    commands[20] = command('12', 4);
    commands[70] = { ...command('11', 1), key: commands[30]?.key ?? '' };
    const { answers, placed, keep } = decidePlacements(commands, situation());

    expect(placed).toHaveLength(97);
    expect(keep).toHaveLength(99);
    expect(answers[10]).toMatchObject({ reason: 'NOT_FOUND', details: [{ path: 'items.0.skuId' }] });
    expect(answers[20]).toMatchObject({
      reason: 'OUT_OF_STOCK',
      details: [{ path: 'items.0.quantity', message: 'only 3 left' }],
    });
    expect(answers[70]).toEqual({ ...answers[30], replayed: true });
    expect(answers.filter((answer) => !isDomainError(answer))).toHaveLength(98);
  });

  it('gives the last pieces to whoever came first', () => {
    const { answers } = decidePlacements([command('12', 2), command('12', 2), command('12', 1)], situation());
    expect(answers.map(outcome)).toEqual(['placed', 'OUT_OF_STOCK', 'placed']);
  });

  it('takes nothing for an order of which one item is missing', () => {
    const both = command('11', 1, {
      items: [
        { skuId: '12', quantity: 3 },
        { skuId: '99', quantity: 1 },
      ],
    });
    const { answers } = decidePlacements([both, command('12', 3)], situation());
    expect(answers.map(outcome)).toEqual(['NOT_FOUND', 'placed']);
  });

  it('does not sell what has stock but is not listed', () => {
    expect(outcome(decidePlacements([command('13', 1)], situation()).answers[0])).toBe('NOT_FOUND');
  });

  it('snapshots prices and titles and opens the payment window', () => {
    const { placed } = decidePlacements([command('11', 3, { remark: '少糖' })], situation());
    expect(placed[0]?.order).toEqual({
      id: '1',
      userId: '7',
      status: 'PENDING_PAYMENT',
      amount: 750,
      lines: [{ skuId: '11', productId: '1', title: 't11', imageUrl: '/i.svg', price: 250, quantity: 3 }],
      address: null,
      remark: '少糖',
      remarkStatus: 'PENDING',
      paymentId: null,
      createdAt: now,
      expiresAt: new Date('2026-01-01T00:15:00.000Z'),
      paidAt: null,
      shippedAt: null,
      completedAt: null,
      closedAt: null,
      refundedAmount: 0,
      closing: null,
      dueAt: new Date('2026-01-01T00:15:00.000Z'),
      shipment: null,
    });
  });

  it('refuses an amount beyond the limit', () => {
    const offers = [{ skuId: '11', productId: '1', title: 't', imageUrl: '', price: 99_999_999 }];
    expect(outcome(decidePlacements([command('11', 2)], situation({ offers })).answers[0])).toBe('VALIDATION_FAILED');
  });

  it('refuses an unknown address, unless the request was answered before', () => {
    const first = command('11', 1);
    const { keep } = decidePlacements([first], situation());
    const late = { ...first, address: new AddressNotFound() };
    expect(decidePlacements([late], situation({ kept: keep })).answers[0]).toMatchObject({ replayed: true });
    expect(outcome(decidePlacements([late], situation()).answers[0])).toBe('NOT_FOUND');
  });
});
