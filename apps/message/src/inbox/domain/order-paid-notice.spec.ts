import { describe, expect, it } from '@jest/globals';
import { orderPaidFields, orderPaidMessage } from './order-paid-notice.js';

const notice = {
  orderId: '7',
  userId: '1',
  amount: 2305,
  title: '西湖龙井',
  paidAt: new Date('2026-03-01T20:59:31.000Z'),
  requestId: 'r',
};

describe('the notice of a paid order', () => {
  it('tells the amount in yuan with two decimals', () => {
    expect(orderPaidMessage(notice, '9', new Date(0)).body).toContain('¥23.05');
  });

  it('is an unread entry about the order, for its buyer', () => {
    expect(orderPaidMessage(notice, '9', new Date(0))).toMatchObject({
      id: '9',
      userId: '1',
      subjectId: '7',
      read: false,
    });
  });

  it('fills the template in Beijing time', () => {
    expect(orderPaidFields(notice)).toEqual({
      character_string1: '7',
      thing2: '西湖龙井',
      amount3: '¥23.05',
      time4: '2026-03-02 04:59',
    });
  });
});
