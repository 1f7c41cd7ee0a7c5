import { describe, expect, it } from '@jest/globals';
import { BillRefused } from '../../domain/bill-refused.js';
import { billRow } from './bill-row-mapper.js';

const payment = {
  微信订单号: '4200000001',
  商户订单号: 'M1',
  交易状态: 'SUCCESS',
  微信退款单号: '0',
  商户退款单号: '0',
  退款状态: '',
  应结订单金额: '19.00',
  订单金额: '19.90',
  退款金额: '0.00',
  申请退款金额: '0.00',
};
const refund = {
  ...payment,
  交易状态: 'REFUND',
  微信退款单号: '5000000001',
  商户退款单号: 'R2',
  退款状态: 'PROCESSING',
  订单金额: '0.00',
  退款金额: '4.50',
  申请退款金额: '5.0',
};

describe('a row of the bill', () => {
  it('is about a payment: all of its amount, whatever coupons have paid of it', () => {
    expect(billRow(payment)).toEqual({
      subject: 'payment',
      number: 'M1',
      wechatNumber: '4200000001',
      amount: 1990,
      state: 'SUCCESS',
    });
  });

  it('is about a refund: all that was asked for', () => {
    expect(billRow(refund)).toEqual({
      subject: 'refund',
      number: 'R2',
      wechatNumber: '5000000001',
      amount: 500,
      state: 'PROCESSING',
    });
  });

  it('is about a payment when it has no number of a refund, in whatever state', () => {
    expect(billRow({ ...payment, 交易状态: 'REVOKED', 商户退款单号: '' })).toMatchObject({ subject: 'payment' });
  });

  it.each([
    { 商户订单号: '' },
    { 商户订单号: '茶'.repeat(3) },
    { 微信订单号: 'x'.repeat(65) },
    { 订单金额: '1,990.00' },
    { 订单金额: '19.901' },
    { 订单金额: '' },
  ])('is refused with %j', (changes) => {
    expect(() => billRow({ ...payment, ...changes })).toThrow(BillRefused);
  });
});
