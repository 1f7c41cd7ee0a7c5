import { describe, expect, it } from '@jest/globals';
import { judge } from './judge.ts';
import { type Change, first, PLAYED, problemsAfter, without } from './problems-after.ts';
import { soundBooks, soundlyTold } from './sound-books.ts';

const letter = {
  service: 'order',
  id: '5',
  state: 'REPLAYED',
  reason: 'FAILED',
  type: 't',
  eventId: '6',
  error: 'Error: connect ECONNREFUSED 127.0.0.1:3306',
};

describe('the checks', () => {
  it('find nothing in sound books, and look at something in each', () => {
    const verdicts = judge(soundBooks(), soundlyTold(), PLAYED);
    expect(verdicts.flatMap(({ problems }) => problems)).toEqual([]);
    expect(verdicts.filter(({ checked, name }) => checked === 0 && !name.includes('parked'))).toEqual([]);
  });

  const planted: [what: string, change: Change, finding: string][] = [
    [
      'a payment that nobody noticed',
      ({ payments }) => Object.assign(first(payments), { status: 'PENDING' }),
      'payment 11 is PENDING, paid at WeChat',
    ],
    [
      'a payment of nothing',
      ({ trades }) => Object.assign(first(trades), { state: 'NOTPAY' }),
      'payment 11 is paid here and not at WeChat',
    ],
    [
      'another amount',
      ({ payments }) => Object.assign(first(payments), { amount: 99 }),
      'payment 11 is 99 fen, 100 at WeChat',
    ],
    [
      'another transaction',
      ({ payments }) => Object.assign(first(payments), { transactionId: 'T9' }),
      'names another transaction',
    ],
    [
      'a trade without a payment',
      ({ payments }) => without(payments, 1),
      'trade M12 is paid at WeChat and unknown here',
    ],
    [
      'a refund counted twice',
      ({ payments }) => Object.assign(first(payments), { refundedAmount: 60 }),
      'payment 11: 60 fen refunded, 30 by its refunds, 30 at WeChat',
    ],
    [
      'a refund made twice',
      ({ wechatRefunds }) => wechatRefunds.push({ ...first(wechatRefunds), outRefundNo: 'R21b' }),
      'refund R21b was made by WeChat and is unknown here',
    ],
    [
      'a refund that WeChat never made',
      ({ wechatRefunds }) => without(wechatRefunds, 0),
      'refund 21 succeeded here and not at WeChat',
    ],
    [
      'a refund given up too early',
      ({ refunds }) => Object.assign(first(refunds), { status: 'FAILED' }),
      'refund 21 is FAILED, SUCCESS at WeChat',
    ],
    [
      'an entry that does not balance',
      ({ ledger }) => Object.assign(first(ledger), { amount: 101 }),
      'entry payment:11 sums to 1 fen',
    ],
    ['an entry booked twice', ({ ledger }) => ledger.push(...ledger.slice(0, 2)), 'should be at WeChat by the ledger'],
    [
      'money kept for a closed order',
      ({ payments }) => Object.assign(payments[1] ?? {}, { refundedAmount: 0 }),
      'order 2 is CANCELLED, and 100 fen are kept',
    ],
    [
      'an order paid by nothing',
      ({ orders }) => Object.assign(first(orders), { paymentId: null }),
      'order 1 is PAID without a payment',
    ],
    [
      'an order that is paid with money given back',
      ({ refunds }) => Object.assign(first(refunds), { kind: 'ORDER_CLOSED' }),
      'its payment was given back as unexpected',
    ],
    [
      'an order paid twice',
      ({ payments }) => payments.push({ ...first(payments), id: '15', refundedAmount: 0 }),
      'order 1 is paid twice: payment 15',
    ],
    [
      'an order that forgot a refund',
      ({ orders }) => Object.assign(first(orders), { refundedAmount: 0 }),
      'order 1 says 0 fen went back, its refunds 30',
    ],
    [
      'an order that is not REFUNDED',
      ({ orders }) => Object.assign(orders[3] ?? {}, { status: 'PAID' }),
      'order 4 is PAID with 100 of 100 fen back',
    ],
    ['lost pieces', ({ skus }) => Object.assign(first(skus), { available: 5 }), 'SKU 9: 5 + 0 + 4 pieces, 10 came in'],
    [
      'stock that was not released',
      ({ skus }) => Object.assign(first(skus), { available: 4, reserved: 2 }),
      '2 pieces reserved, 0 by its live orders',
    ],
    [
      'stock released and sold',
      ({ skus }) => Object.assign(first(skus), { available: 10, sold: 0 }),
      '0 pieces sold, 4 by its paid orders',
    ],
    [
      'more sold than there was',
      ({ skus }) => Object.assign(first(skus), { initial: 1, available: -1 }),
      'more sold than the 1 that came in',
    ],
    [
      'a parcel that WeChat does not know',
      ({ parcels }) => without(parcels, 0),
      'order 5 is shipped, and WeChat does not know',
    ],
    [
      'a parcel out of nowhere',
      ({ parcels }) => parcels.push({ transactionId: 'T11' }),
      'a parcel for T11 that was not sent',
    ],
    [
      'a parcel that was given up',
      ({ reports }) => Object.assign(first(reports), { status: 'FAILED' }),
      'its report is FAILED',
    ],
    [
      'a parcel that was called off although money is kept',
      ({ reports }) => Object.assign(first(reports), { status: 'CANCELLED' }),
      'its report is CANCELLED',
    ],
    ['a lost order', ({ orders }) => without(orders, 0), 'order 1 (act 1) was answered with 201 and does not exist'],
    [
      'an order of another amount',
      ({ orders }) => Object.assign(first(orders), { amount: 5 }),
      'order 1 (act 1) is not as answered',
    ],
    [
      'an order that nobody wanted',
      (_, { unknownKeys }) => Object.assign(unknownKeys.get('7') ?? [], { 0: 'k9' }),
      "order 3 is nobody's wish",
    ],
    [
      'two orders for a key',
      (_, { orders }) => Object.assign(orders.get('2') ?? {}, { key: 'k1' }),
      'key 7 k1 made orders 1, 2',
    ],
    [
      'an order that hangs',
      ({ orders }) => Object.assign(orders[2] ?? {}, { status: 'PENDING_PAYMENT' }),
      'order 3 is still PENDING_PAYMENT',
    ],
    [
      'an order that is REFUNDING for ever',
      ({ orders }) => Object.assign(first(orders), { status: 'REFUNDING' }),
      'order 1 is REFUNDING without an open refund',
    ],
    [
      'an event told twice',
      ({ events }) => events.push({ ...first(events), eventId: '99' }),
      'order.placed.v1 of 1 was told 2 times',
    ],
    ['an event never told', ({ events }) => without(events, 0), 'order.placed.v1 of 1 was told 0 times'],
    [
      'an event of what is not so',
      ({ orders }) => Object.assign(orders[2] ?? {}, { status: 'CANCELLED' }),
      'order.expired.v1 of 3 tells of what is not so',
    ],
    [
      'an event that never left',
      ({ events }) => Object.assign(first(events), { published: false }),
      'order.placed.v1 11 has never left',
    ],
    [
      'an event lost on the way',
      ({ handled }) => without(handled.get('message') as string[], 0),
      'message has never handled order.paid.v1 21',
    ],
    [
      'an event out of nowhere',
      ({ handled }) => (handled.get('message') as string[]).push('98'),
      'message has handled 98, which nobody sent',
    ],
    ['a message twice', ({ messages }) => messages.push(first(messages)), 'was told 2 times that it is paid'],
    ['a message never', ({ messages }) => without(messages, 0), 'user 7 has 8 messages about 9 events'],
    ['a parked message', ({ letters }) => letters.push({ ...letter, state: 'PARKED' }), 'order: 5 t 6 (FAILED)'],
    [
      'a message that was parked although nothing was broken',
      ({ letters }) => letters.push(letter),
      'order: t 6 FAILED, Error: connect ECONNREFUSED',
    ],
    [
      'a refund that waits',
      ({ refunds }) => Object.assign(first(refunds), { status: 'PROCESSING', attention: 'NOT_ENOUGH' }),
      'refund 21 is PROCESSING, waiting (NOT_ENOUGH)',
    ],
    [
      'a payment that hangs',
      ({ payments }) => Object.assign(payments[2] ?? {}, { status: 'PENDING' }),
      'payment 13 is PENDING',
    ],
  ];

  it.each(planted)('find %s', (_what, change, finding) => {
    expect(problemsAfter(change).join('\n')).toContain(finding);
  });

  it('let a parcel be unknown to WeChat of which all money went back', () => {
    const problems = problemsAfter(({ reports, parcels, payments }) => {
      Object.assign(first(reports), { status: 'CANCELLED' });
      Object.assign(payments[4] ?? {}, { status: 'REFUNDED' });
      without(parcels, 0);
    });
    expect(problems.filter((problem) => problem.includes('parcel'))).toEqual([]);
  });
});
