import { describe, expect, it } from '@jest/globals';
import { PayError } from './pay-error.js';
import { parseRefund } from './refund-request.js';

const good = {
  out_trade_no: 'ORDER_0001',
  out_refund_no: 'R-0001@a',
  reason: '不想要了',
  notify_url: 'https://shop.example.com/hook',
  amount: { refund: 100, total: 1250, currency: 'CNY' },
};

function errorOf(body: unknown): PayError {
  try {
    parseRefund(body);
  } catch (error) {
    if (error instanceof PayError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('refund request', () => {
  it('takes all documented fields', () => {
    const request = parseRefund({
      ...good,
      funds_account: 'AVAILABLE',
      amount: { ...good.amount, from: [{ account: 'AVAILABLE', amount: 100 }] },
      goods_detail: [{ merchant_goods_id: 'm', unit_price: 1, refund_amount: 1, refund_quantity: 1 }],
    });
    expect(request).toMatchObject({ outTradeNo: 'ORDER_0001', outRefundNo: 'R-0001@a', refund: 100, total: 1250 });
  });

  it('looks at the transaction id only when both names of the order are there', () => {
    const both = parseRefund({ ...good, transaction_id: '42000' });
    expect(both).toMatchObject({ transactionId: '42000', outTradeNo: undefined });
    expect(both.fingerprint).toBe(parseRefund(good).fingerprint);
  });

  it.each([
    { reason: 'other' },
    { notify_url: undefined },
    { amount: { ...good.amount, refund: 101 } },
    { amount: { ...good.amount, total: 1251 } },
  ])('has another fingerprint with %o', (change) => {
    expect(parseRefund({ ...good, ...change }).fingerprint).not.toBe(parseRefund(good).fingerprint);
  });

  it.each<[string, unknown]>([
    ['no object', 'x'],
    ['an unknown field', { ...good, mchid: '1900000001' }],
    ['an unknown nested field', { ...good, amount: { ...good.amount, fee: 1 } }],
    ['null', { ...good, reason: null }],
    ['an emoji', { ...good, reason: '🎉' }],
    ['neither name of the order', { ...good, out_trade_no: undefined }],
    ['no refund number', { ...good, out_refund_no: undefined }],
    ['a strange refund number', { ...good, out_refund_no: 'R/1' }],
    ['a long refund number', { ...good, out_refund_no: 'R'.repeat(65) }],
    ['an empty reason', { ...good, reason: '' }],
    ['a long reason', { ...good, reason: 'x'.repeat(81) }],
    ['a notify_url with a query', { ...good, notify_url: 'https://shop.example.com/hook?a=1' }],
    ['no amount', { ...good, amount: undefined }],
    ['no currency', { ...good, amount: { refund: 1, total: 1 } }],
    ['another currency', { ...good, amount: { ...good.amount, currency: 'USD' } }],
    ['nothing to refund', { ...good, amount: { ...good.amount, refund: 0 } }],
    ['a fraction of a fen', { ...good, amount: { ...good.amount, refund: 0.5 } }],
    ['an amount in a string', { ...good, amount: { ...good.amount, refund: '1' } }],
  ])('refuses %s with PARAM_ERROR', (_case, body) => {
    expect(errorOf(body)).toMatchObject({ status: 400, code: 'PARAM_ERROR' });
  });
});
