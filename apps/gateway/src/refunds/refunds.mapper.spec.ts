import { describe, expect, it } from '@jest/globals';
import { paymentV1 } from '@minisuite/contracts';
import { fromRefundStatus, toRefund } from './refunds.mapper.js';
import { REFUND_STATUSES } from './refunds.schemas.js';

const at = { seconds: '1767225600', nanos: 7_000_000 };
const refund: paymentV1.Refund = {
  id: '1',
  orderId: '2',
  paymentId: '3',
  amount: '100',
  reason: '不想要了',
  status: paymentV1.RefundStatus.REFUND_STATUS_REQUESTED,
  createdAt: at,
  succeededAt: null,
  userId: '7',
  kind: paymentV1.RefundKind.REFUND_KIND_USER,
  outRefundNo: 'R1',
  wechatRefundId: '50000000382019052709732678859',
  attention: 'NOT_ENOUGH',
  decisionReason: '',
  attempts: 3,
  held: true,
  shipped: false,
};

describe('refunds in JSON', () => {
  it('know every status of the contract, both ways', () => {
    const names = Object.values(paymentV1.RefundStatus).filter((name) => !name.endsWith('UNSPECIFIED'));
    expect(names.map((status) => toRefund({ ...refund, status }).status)).toEqual([...REFUND_STATUSES]);
    expect(REFUND_STATUSES.map(fromRefundStatus)).toEqual(names);
    expect(fromRefundStatus(undefined)).toBe('REFUND_STATUS_UNSPECIFIED');
  });

  it('tell users nothing of how we fare with WeChat, or whose they are', () => {
    expect(toRefund(refund)).toEqual({
      id: '1',
      orderId: '2',
      paymentId: '3',
      amount: 100,
      reason: '不想要了',
      status: 'REQUESTED',
      createdAt: '2026-01-01T00:00:00.007Z',
    });
  });

  it('tell why they were refused, and when the money went back', () => {
    expect(toRefund({ ...refund, decisionReason: '已使用', succeededAt: at })).toMatchObject({
      decisionReason: '已使用',
      succeededAt: '2026-01-01T00:00:00.007Z',
    });
  });

  it('do not pass on what breaks the contract', () => {
    expect(() => toRefund(null)).toThrow('without its refund');
    expect(() => toRefund({ ...refund, status: paymentV1.RefundStatus.REFUND_STATUS_UNSPECIFIED })).toThrow('status');
  });
});
