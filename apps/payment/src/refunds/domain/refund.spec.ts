import { describe, expect, it } from '@jest/globals';
import { RefundRejected, RefundRequested, RefundSucceeded } from '@minisuite/contracts';
import { Refund, type RefundState } from './refund.js';
import { RefundConflict } from './refund-errors.js';
import { REFUND_STATUSES } from './refund-status.js';

const now = new Date('2026-03-01T12:00:00.000Z');
const later = (ms: number) => new Date(now.getTime() + ms);
const wanted = { id: '9', paymentId: '7', orderId: '5', userId: '3', amount: 1000, reason: '不想要了' };
const requested = () => Refund.request(wanted, now);
const processing = (changes: Partial<RefundState> = {}) =>
  Refund.restore({ ...Refund.automatic(wanted, 'ORDER_CLOSED', now).state, kind: 'USER', ...changes });

describe('a refund that a user asks for', () => {
  it('waits for a decision and tells of itself', () => {
    const refund = requested();
    expect(refund.state).toMatchObject({ status: 'REQUESTED', kind: 'USER', askAt: null, held: false });
    const [event] = refund.takeEvents();
    expect(event).toMatchObject({ event: RefundRequested, aggregateId: '7' });
    expect(RefundRequested.schema.parse(event?.payload)).toMatchObject({ refundId: '9', amount: 1000 });
  });

  it('cannot be approved before its order is held', () => {
    const refund = requested();
    expect(() => refund.approve(now)).toThrow(RefundConflict);
    refund.hold(false, 0, now);
    refund.approve(later(5));
    expect(refund.state).toMatchObject({ status: 'PROCESSING', askAt: later(5) });
  });

  it.each([
    [999, false, 'REQUESTED'],
    [1000, false, 'PROCESSING'],
    [1000, true, 'REQUESTED'],
  ] as const)('with a limit of %d, shipped %s, is %s once its order is held', (limit, shipped, status) => {
    const refund = requested();
    expect(refund.hold(shipped, limit, now)).toBe(true);
    expect(refund.hold(shipped, limit, now)).toBe(false);
    expect(refund.state).toMatchObject({ status, held: true, shipped });
  });

  it('is rejected with a reason', () => {
    const refund = requested();
    refund.takeEvents();
    refund.reject('商品已拆封', now);
    expect(refund.state).toMatchObject({ status: 'REJECTED', decisionReason: '商品已拆封' });
    expect(RefundRejected.schema.parse(refund.takeEvents()[0]?.payload)).toMatchObject({ why: '商品已拆封' });
    expect(() => refund.approve(now)).toThrow(RefundConflict);
  });
});

describe('a refund on its way', () => {
  it('has one number for ever unless WeChat has closed it', () => {
    const refund = processing();
    expect(refund.outRefundNo).toBe('R9');
    for (const attention of ['NOT_ENOUGH', 'ABNORMAL', 'REFUSED_PARAMERROR']) {
      refund.needsAttention(attention);
      refund.retry(later(1));
      expect(refund.outRefundNo).toBe('R9');
    }
    refund.needsAttention('CLOSED', 'w1');
    refund.retry(later(2));
    expect(refund.outRefundNo).toBe('R9-2');
    expect(refund.state).toMatchObject({ wechatRefundId: null, attention: null, askAt: later(2) });
  });

  it('is tried again on command only when it waits for somebody', () => {
    expect(() => processing().retry(now)).toThrow(RefundConflict);
  });

  it('is given up only when WeChat has closed it and an order is there to keep the money', () => {
    expect(() => processing().reject('x', now)).toThrow(RefundConflict);
    expect(() => processing({ attention: 'ABNORMAL' }).reject('x', now)).toThrow(RefundConflict);
    expect(() => processing({ attention: 'CLOSED', kind: 'PAID_TWICE' }).reject('x', now)).toThrow(RefundConflict);
    const closed = processing({ attention: 'CLOSED' });
    closed.reject('x', now);
    expect(closed.state).toMatchObject({ status: 'FAILED', attention: null });
  });

  it('succeeds once and tells of it', () => {
    const refund = processing();
    refund.succeed('50300', later(7), 1990);
    expect(refund.state).toMatchObject({ status: 'SUCCEEDED', wechatRefundId: '50300', askAt: null });
    const payload = RefundSucceeded.schema.parse(refund.takeEvents()[0]?.payload);
    expect(payload).toMatchObject({ refundedAmount: 1990, kind: 'USER', succeededAt: later(7).toISOString() });
    expect(() => refund.succeed('50300', later(7), 1990)).toThrow(RefundConflict);
  });

  it.each(REFUND_STATUSES.filter((status) => status !== 'PROCESSING'))(
    'is the only one that succeeds: %s',
    (status) => {
      expect(() => processing({ status }).succeed('50300', now, 1000)).toThrow(RefundConflict);
    },
  );
});
