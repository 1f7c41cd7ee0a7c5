import { describe, expect, it } from '@jest/globals';
import type { BillRow } from './bill-row.js';
import { judge } from './judge.js';
import type { OurPayment, OurRefund } from './our-record.js';

const row: BillRow = { subject: 'payment', number: 'M1', wechatNumber: '4200', amount: 1990, state: 'SUCCESS' };
const payment: OurPayment = {
  subject: 'payment',
  number: 'M1',
  paymentId: '1',
  refundId: null,
  wechatNumber: '4200',
  amount: 1990,
  state: 'SUCCEEDED',
};
const back: BillRow = { subject: 'refund', number: 'R2', wechatNumber: '5000', amount: 500, state: 'SUCCESS' };
const refund: OurRefund = {
  subject: 'refund',
  number: 'R2',
  paymentId: '1',
  refundId: '2',
  wechatNumber: '5000',
  amount: 500,
  state: 'SUCCEEDED',
  waiting: false,
  current: true,
};

describe('a payment in the bill', () => {
  it.each(['SUCCEEDED', 'REFUNDED', 'PARTIALLY_REFUNDED'] as const)('agrees with one that is %s', (state) => {
    expect(judge(row, { ...payment, state })).toBeNull();
  });

  it('is only there when we know nothing of it, or nothing of its money', () => {
    expect(judge(row, null)).toMatchObject({ kind: 'ONLY_AT_WECHAT', paymentId: null, ourAmount: 0, askable: false });
    for (const state of ['PENDING', 'CLOSED'] as const) {
      const found = judge(row, { ...payment, state, wechatNumber: null });
      expect(found).toMatchObject({ kind: 'ONLY_AT_WECHAT', paymentId: '1', ourState: state, askable: true });
    }
  });

  it('differs by one fen, and then WeChat is not asked', () => {
    const found = judge({ ...row, amount: 1991 }, { ...payment, state: 'PENDING' });
    expect(found).toMatchObject({ kind: 'AMOUNT', wechatAmount: 1991, ourAmount: 1990, askable: false });
  });

  it('differs in its state or in WeChat’s number', () => {
    expect(judge({ ...row, state: 'REVOKED' }, payment)).toMatchObject({ kind: 'STATE', wechatState: 'REVOKED' });
    expect(judge({ ...row, wechatNumber: '4201' }, payment)).toMatchObject({ kind: 'STATE', wechatNumber: '4201' });
  });
});

describe('a refund in the bill', () => {
  // What is said of it in the bill, by how it stands here: null for no difference, else whether WeChat is asked.
  it.each([
    ['SUCCESS', 'SUCCEEDED', false, null],
    ['SUCCESS', 'PROCESSING', false, true],
    ['SUCCESS', 'FAILED', false, false],
    ['SUCCESS', 'REQUESTED', false, false],
    ['SUCCESS', 'REJECTED', false, false],
    ['PROCESSING', 'PROCESSING', false, null],
    ['PROCESSING', 'SUCCEEDED', false, null],
    ['PROCESSING', 'FAILED', false, null],
    ['PROCESSING', 'REQUESTED', false, false],
    ['ABNORMAL', 'PROCESSING', false, true],
    ['ABNORMAL', 'PROCESSING', true, null],
    ['CLOSED', 'SUCCEEDED', false, false],
    ['CLOSED', 'FAILED', false, null],
  ] as const)('%s, while it is %s here (waits for an operator: %s)', (wechat, state, waiting, expected) => {
    const found = judge({ ...back, state: wechat }, { ...refund, state, waiting });
    expect(found && { kind: found.kind, askable: found.askable }).toEqual(
      expected === null ? null : { kind: 'STATE', askable: expected },
    );
  });

  it('of a number that was replaced matters only when WeChat has given the money back under it', () => {
    const old = { ...refund, state: 'PROCESSING' as const, current: false };
    expect(judge({ ...back, state: 'CLOSED' }, old)).toBeNull();
    expect(judge(back, old)).toMatchObject({ kind: 'STATE', askable: false });
  });

  it('is unknown, has another amount, or another number at WeChat', () => {
    expect(judge(back, null)).toMatchObject({ kind: 'ONLY_AT_WECHAT', subject: 'refund', refundId: null });
    expect(judge({ ...back, amount: 501 }, refund)).toMatchObject({ kind: 'AMOUNT', refundId: '2' });
    expect(judge({ ...back, wechatNumber: '5001' }, refund)).toMatchObject({ kind: 'STATE' });
    expect(judge(back, { ...refund, wechatNumber: null })).toBeNull();
  });
});
