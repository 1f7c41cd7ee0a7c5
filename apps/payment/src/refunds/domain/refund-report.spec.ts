import { describe, expect, it } from '@jest/globals';
import { refundIdOf, refundNumber } from './refund-number.js';
import { type ExpectedRefund, mismatchesOf, type RefundField, type RefundReport } from './refund-report.js';

const report: RefundReport = {
  mchId: '1900000001',
  outRefundNo: 'R9',
  outTradeNo: 'M7',
  transactionId: '4200',
  wechatRefundId: '50300',
  status: 'SUCCESS',
  amount: 1000,
  total: 1990,
  succeededAt: new Date('2026-03-01T12:00:00.000Z'),
};
const expected: ExpectedRefund = { ...report, mchId: '1900000001' };

describe('what WeChat says about a refund', () => {
  it('fits when everything is as we asked for', () => {
    expect(mismatchesOf(report, expected)).toEqual([]);
    expect(mismatchesOf({ ...report, mchId: null }, { ...expected, wechatRefundId: null })).toEqual([]);
    expect(mismatchesOf({ ...report, status: 'CLOSED', succeededAt: null }, expected)).toEqual([]);
  });

  it.each<[RefundField, Partial<RefundReport>]>([
    ['mchid', { mchId: '1900000002' }],
    ['out_refund_no', { outRefundNo: 'R10' }],
    ['out_trade_no', { outTradeNo: 'M8' }],
    ['transaction_id', { transactionId: '4201' }],
    ['refund_id', { wechatRefundId: '50301' }],
    ['amount', { amount: 1001 }],
    ['total', { total: 1991 }],
    ['success_time', { succeededAt: null }],
  ])('does not fit with another %s', (field, change) => {
    expect(mismatchesOf({ ...report, ...change }, expected)).toEqual([field]);
  });
});

describe('our number of a refund', () => {
  it('leads back to it, whatever its generation', () => {
    expect([refundNumber('9', 1), refundNumber('9', 2)]).toEqual(['R9', 'R9-2']);
    expect([refundIdOf('R9'), refundIdOf('R9-2')]).toEqual(['9', '9']);
  });

  it.each(['', 'R', 'M9', 'R9-', 'R9-x', 'r9', 'R123456789012345678901'])('is not %j', (text) => {
    expect(refundIdOf(text)).toBeNull();
  });
});
