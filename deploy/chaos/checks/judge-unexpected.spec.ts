import { describe, expect, it } from '@jest/globals';
import type { RefundRow } from './books.ts';
import { type Change, first, PLAYED, problemsAfter, without } from './problems-after.ts';

describe('the checks of money that comes when it should not, and of its refunds', () => {
  const planted: [what: string, change: Change, finding: string][] = [
    [
      'a refund that the bank has refused',
      ({ wechatRefunds }) => Object.assign(first(wechatRefunds), { status: 'ABNORMAL' }),
      'refund R21 is ABNORMAL at WeChat',
    ],
    [
      'a refund that somebody has to look at',
      ({ refunds }) => Object.assign(first(refunds), { status: 'PROCESSING', attention: 'ABNORMAL' }),
      'refund 21 is PROCESSING (ABNORMAL)',
    ],
    [
      'money of a closed order that has no refund',
      ({ refunds }) => without(refunds, 1),
      'payment 12 (ORDER_CLOSED) has 0 refunds',
    ],
    [
      'money that was given back twice',
      ({ refunds }) => refunds.push({ ...(refunds[1] as RefundRow), id: '29' }),
      'payment 12 (ORDER_CLOSED) has 2 refunds',
    ],
    [
      'a second payment that was given back for another reason',
      ({ refunds }) => Object.assign(refunds[3] ?? {}, { kind: 'ORDER_CLOSED' }),
      'refund 26 of payment 16 is for ORDER_CLOSED, not PAID_TWICE',
    ],
    [
      'a second payment that was given back in part',
      ({ refunds }) => Object.assign(refunds[3] ?? {}, { amount: 40 }),
      'refund 26 is SUCCEEDED with 40 of 100 fen',
    ],
    [
      'a user who was not told that money came back',
      ({ messages }) => Object.assign(messages.at(-1) ?? {}, { subjectId: '24' }),
      'the user was told 0 times of refund 26',
    ],
    [
      'a user who was not told that money was not expected',
      ({ messages }) => Object.assign(messages.find(({ kind }) => kind === 'payment.unexpected') ?? {}, { kind: 'x' }),
      'order 2 has 1 unexpected payments, its user was told of 0',
    ],
    ['nobody who has paid twice', ({ payments }) => without(payments, 5), 'nobody has paid for an order twice'],
    [
      'nobody who has paid for a closed order',
      ({ payments }) => without(payments, 1),
      'nobody has paid for an order that was closed',
    ],
    [
      'a payment of which WeChat has yet to tell',
      ({ payments }) => Object.assign(payments[1] ?? {}, { status: 'CLOSED' }),
      'WeChat has yet to tell that payment 12 is paid, which is CLOSED',
    ],
  ];

  it.each(planted)('find %s', (_what, change, finding) => {
    expect(problemsAfter(change).join('\n')).toContain(finding);
  });

  it('ask a short run for nothing that only chance would bring', () => {
    const problems = problemsAfter(({ payments }) => without(payments, 5), { ...PLAYED, acts: [1] });
    expect(problems.join('\n')).not.toContain('nobody has paid');
  });
});
