import { describe, expect, it } from '@jest/globals';
import { orderShipped, refundRejected, refundSucceeded, unexpectedPayment } from './notice.js';

const at = '2026-03-01T20:59:31.000Z';
const refund = { refundId: '61', paymentId: '41', orderId: '21', userId: '7', amount: 2305 };
const payment = { paymentId: '41', orderId: '21', userId: '7', amount: 2305, refundId: '61', paidAt: at };
const shipment = { orderId: '21', userId: '7', paymentId: '41', carrier: 'SF', trackingNo: 'SF1234567890' };

describe('notices', () => {
  it('of money that no order can keep tell why, and that it goes back', () => {
    const closed = unexpectedPayment({ ...payment, why: 'ORDER_CLOSED' });
    expect(closed).toMatchObject({ userId: '7', kind: 'payment.unexpected', subjectId: '21' });
    expect(closed.body).toMatch(/¥23\.05.*订单已关闭.*退回/);
    expect(unexpectedPayment({ ...payment, why: 'PAID_TWICE' }).body).toMatch(/已经支付过.*退回/);
  });

  it.each([
    ['USER', '申请的退款'],
    ['ORDER_CLOSED', '已关闭订单'],
    ['PAID_TWICE', '重复支付'],
  ] as const)('of money that came back name the cause: %s', (kind, words) => {
    const notice = refundSucceeded({ ...refund, kind, refundedAmount: 2305, succeededAt: at });
    expect(notice).toMatchObject({ userId: '7', kind: 'refund.succeeded', subjectId: '61' });
    expect(notice.body).toContain(words);
    expect(notice.body).toContain('¥23.05');
  });

  it('of a refund that was refused tell the reason', () => {
    const notice = refundRejected({ ...refund, why: '商品已拆封', rejectedAt: at });
    expect(notice).toMatchObject({ userId: '7', kind: 'refund.rejected', subjectId: '61' });
    expect(notice.body).toContain('商品已拆封');
  });

  it('of a shipment tell where to look for it', () => {
    const notice = orderShipped({ ...shipment, title: '西湖龙井', shippedAt: at });
    expect(notice).toMatchObject({ userId: '7', kind: 'order.shipped', subjectId: '21' });
    expect(notice.body).toMatch(/西湖龙井.*SF.*SF1234567890/);
  });

  it('fit into the inbox however long a text is', () => {
    const long = '🍵'.repeat(5000);
    for (const { body } of [
      refundRejected({ ...refund, why: long, rejectedAt: at }),
      orderShipped({ ...shipment, title: long, shippedAt: at }),
    ]) {
      expect([...body].length).toBeLessThan(300);
      expect(body.isWellFormed()).toBe(true);
    }
  });
});
