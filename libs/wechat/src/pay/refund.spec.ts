import { describe, expect, it } from '@jest/globals';
import { answer, clientOptions, fakeFetch, isSignedByMerchant } from '../../test/fake-pay.js';
import { WechatPayClient } from '../index.js';

const order = {
  outTradeNo: 'P10000001',
  outRefundNo: 'R10000001@1',
  refund: 990,
  total: 1990,
  reason: ' 不想要了 🎉\n太小 ',
  notifyUrl: 'https://shop.example/api/v1/webhooks/wechat-pay',
};

const accepted = {
  refund_id: '50300807092026030100001',
  out_refund_no: order.outRefundNo,
  transaction_id: '4200001234202603010000000001',
  out_trade_no: 'P10000001',
  channel: 'ORIGINAL',
  user_received_account: '支付用户零钱',
  create_time: '2026-03-02T10:00:00+08:00',
  status: 'PROCESSING',
  amount: { total: 1990, refund: 990, payer_total: 1990, payer_refund: 990, currency: 'CNY' },
};

function clientThat(body: object, status = 200) {
  const fake = fakeFetch(() => answer(status, JSON.stringify(body)));
  return { client: new WechatPayClient({ ...clientOptions, fetch: fake.fetch }), seen: fake.seen };
}

describe('refunds', () => {
  it('are asked for by a signed call', async () => {
    const { client, seen } = clientThat(accepted);
    await expect(client.createRefund(order)).resolves.toEqual({
      refundId: accepted.refund_id,
      outRefundNo: order.outRefundNo,
      transactionId: accepted.transaction_id,
      outTradeNo: 'P10000001',
      status: 'PROCESSING',
      successTime: undefined,
      createTime: new Date('2026-03-02T02:00:00Z'),
      userReceivedAccount: '支付用户零钱',
      amount: { total: 1990, refund: 990, payerTotal: 1990, payerRefund: 990, currency: 'CNY' },
    });
    expect(seen[0]).toMatchObject({ method: 'POST', url: 'https://pay.example/v3/refund/domestic/refunds' });
    expect(seen[0] && isSignedByMerchant(seen[0])).toBe(true);
    expect(JSON.parse(seen[0]?.body ?? '')).toEqual({
      out_trade_no: 'P10000001',
      out_refund_no: order.outRefundNo,
      reason: '不想要了 太小',
      notify_url: order.notifyUrl,
      amount: { refund: 990, total: 1990, currency: 'CNY' },
    });
  });

  it('need neither reason nor notifyUrl', async () => {
    const { client, seen } = clientThat(accepted);
    const { reason: _reason, notifyUrl: _notifyUrl, ...bare } = order;
    await client.createRefund({ ...bare, reason: '🎉' });
    expect(Object.keys(JSON.parse(seen[0]?.body ?? '') as object)).toEqual(['out_trade_no', 'out_refund_no', 'amount']);
  });

  it('carry a reason of at most 80 characters', async () => {
    const { client, seen } = clientThat(accepted);
    await client.createRefund({ ...order, reason: '坏'.repeat(100) });
    expect(JSON.parse(seen[0]?.body ?? '')).toMatchObject({ reason: '坏'.repeat(80) });
  });

  it.each([
    { outTradeNo: 'short' },
    { outRefundNo: '' },
    { outRefundNo: 'R/1' },
    { outRefundNo: 'R'.repeat(65) },
    { refund: 0 },
    { refund: 1991 },
    { refund: 0.5 },
    { total: 1990.5 },
    { notifyUrl: 'https://shop.example/hook?x=1' },
  ])('with %o are refused before anything is sent', async (change) => {
    const { client, seen } = clientThat(accepted);
    await expect(client.createRefund({ ...order, ...change })).rejects.toBeInstanceOf(RangeError);
    expect(seen).toEqual([]);
  });

  it('are asked after by their number', async () => {
    const { client, seen } = clientThat({
      ...accepted,
      status: 'SUCCESS',
      success_time: '2026-03-02T10:00:05+08:00',
      funds_account: 'UNSETTLED',
    });
    await expect(client.queryRefund(order.outRefundNo)).resolves.toMatchObject({
      status: 'SUCCESS',
      successTime: new Date('2026-03-02T02:00:05Z'),
    });
    expect(seen[0]?.url).toBe('https://pay.example/v3/refund/domestic/refunds/R10000001%401');
    expect(seen[0] && isSignedByMerchant(seen[0])).toBe(true);
  });

  it('that are unknown have a code of their own', async () => {
    const { client } = clientThat({ code: 'RESOURCE_NOT_EXISTS', message: '退款单不存在' }, 404);
    const failing = client.queryRefund(order.outRefundNo);
    await expect(failing).rejects.toMatchObject({ code: 'RESOURCENOTEXISTS', outcome: 'rejected', retryable: false });
  });

  it.each([
    { out_refund_no: 'R10000002' },
    { out_trade_no: 'P10000002' },
    { amount: { ...accepted.amount, refund: 991 } },
    { amount: { ...accepted.amount, total: 1991 } },
    { amount: { total: 19.9, refund: 9.9 } },
    { status: 'DONE' },
    { refund_id: undefined },
  ])('do not take %o for an answer', async (change) => {
    const { client } = clientThat({ ...accepted, ...change });
    await expect(client.createRefund(order)).rejects.toMatchObject({ code: 'MALFORMEDRESPONSE', outcome: 'unknown' });
  });

  it('of another number are no answer to a query', async () => {
    const { client } = clientThat({ ...accepted, out_refund_no: 'R10000002' });
    await expect(client.queryRefund(order.outRefundNo)).rejects.toMatchObject({ code: 'MALFORMEDRESPONSE' });
  });
});
