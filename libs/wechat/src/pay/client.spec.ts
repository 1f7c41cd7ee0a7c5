import { describe, expect, it } from '@jest/globals';
import { answer, clientOptions, fakeFetch, isSignedByMerchant, merchant, paidOrder } from '../../test/fake-pay.js';
import { PUBLIC_KEY_ID } from '../../test/pay-keys.js';
import { payParamsMessage, rsaVerify, WechatPayClient } from '../index.js';

const order = {
  outTradeNo: 'P10000001',
  description: '陶瓷杯 ☕️🎉 两只\n装',
  amount: 1990,
  openid: 'oTestOpenid',
  notifyUrl: 'https://shop.example/api/v1/webhooks/wechat-pay',
  expiresAt: new Date('2026-03-01T12:15:00.789Z'),
};

function clientThat(respond: Parameters<typeof fakeFetch>[0]) {
  const fake = fakeFetch(respond);
  return { client: new WechatPayClient({ ...clientOptions, fetch: fake.fetch }), seen: fake.seen };
}

describe('WechatPayClient', () => {
  it('signs a prepay call and sends what WeChat knows, without 4-byte characters', async () => {
    const { client, seen } = clientThat(() => answer(200, '{"prepay_id":"wx201"}'));
    await expect(client.prepayJsapi(order)).resolves.toEqual({ prepayId: 'wx201' });
    const [request] = seen;
    expect(request && isSignedByMerchant(request)).toBe(true);
    expect(request?.url).toBe('https://pay.example/v3/pay/transactions/jsapi');
    expect(JSON.parse(request?.body ?? '')).toEqual({
      appid: clientOptions.appId,
      mchid: clientOptions.mchId,
      description: '陶瓷杯 ☕ 两只 装',
      out_trade_no: 'P10000001',
      time_expire: '2026-03-01T20:15:00+08:00',
      notify_url: order.notifyUrl,
      amount: { total: 1990, currency: 'CNY' },
      payer: { openid: 'oTestOpenid' },
    });
    expect(request?.headers.get('wechatpay-serial')).toBe(PUBLIC_KEY_ID);
    expect(request?.headers.get('accept')).toBe('application/json');
    expect(request?.headers.get('content-type')).toBe('application/json');
    expect(request?.headers.get('user-agent')).toMatch(/^minisuite/);
  });

  it.each([
    { outTradeNo: 'short' },
    { outTradeNo: 'has space 1' },
    { amount: 0 },
    { amount: 1.5 },
    { openid: '' },
    { notifyUrl: '/relative' },
    { notifyUrl: 'https://shop.example/hook?x=1' },
    { attach: 'a'.repeat(129) },
  ])('refuses %o before anything is sent', async (change) => {
    const { client, seen } = clientThat(() => answer(200, '{}'));
    await expect(client.prepayJsapi({ ...order, ...change })).rejects.toBeInstanceOf(RangeError);
    expect(seen).toEqual([]);
  });

  it('cuts a description to 127 characters and never sends an empty one', async () => {
    const { client, seen } = clientThat(() => answer(200, '{"prepay_id":"wx201"}'));
    await client.prepayJsapi({ ...order, description: '杯'.repeat(200) });
    await client.prepayJsapi({ ...order, description: '🎉' });
    const sent = seen.map(({ body }) => (JSON.parse(body) as { description: string }).description);
    expect(sent).toEqual(['杯'.repeat(127), 'P10000001']);
  });

  it('asks for an order with mchid in the signed URL', async () => {
    const { client, seen } = clientThat(() => answer(200, JSON.stringify({ ...paidOrder, new_field: {} })));
    await expect(client.queryByOutTradeNo('P10000001')).resolves.toMatchObject({
      tradeState: 'SUCCESS',
      transactionId: paidOrder.transaction_id,
      successTime: new Date('2026-03-01T11:59:58Z'),
      payerOpenid: 'oTestOpenid',
      amount: { total: 1990, currency: 'CNY' },
    });
    expect(seen[0]?.url).toBe('https://pay.example/v3/pay/transactions/out-trade-no/P10000001?mchid=1900000001');
    expect(seen[0] && isSignedByMerchant(seen[0])).toBe(true);
  });

  it('does not take the answer about another order for an answer', async () => {
    const { client } = clientThat(() => answer(200, JSON.stringify({ ...paidOrder, out_trade_no: 'P10000002' })));
    await expect(client.queryByOutTradeNo('P10000001')).rejects.toMatchObject({ code: 'MALFORMEDRESPONSE' });
  });

  it('closes an order by a signed 204', async () => {
    const { client, seen } = clientThat(() => answer(204, ''));
    await expect(client.close('P1000|*01')).resolves.toBeUndefined();
    expect(seen[0]?.url).toBe('https://pay.example/v3/pay/transactions/out-trade-no/P1000%7C*01/close');
    expect(seen[0] && isSignedByMerchant(seen[0])).toBe(true);
  });

  it('downloads a bill from its own host, signed by us and not by WeChat', async () => {
    const { client, seen } = clientThat(() => new Response('交易时间'));
    const bill = await client.download('https://elsewhere.example/v3/billdownload/file?token=a%2Bb');
    expect(bill.toString()).toBe('交易时间');
    expect(seen[0]?.url).toBe('https://pay.example/v3/billdownload/file?token=a%2Bb');
    expect(seen[0] && isSignedByMerchant(seen[0])).toBe(true);
  });

  it('signs the arguments of wx.requestPayment', () => {
    const { client } = clientThat(() => answer(200, '{}'));
    const params = client.payParams('wx201');
    const { timeStamp, nonceStr, paySign } = params;
    expect(params).toMatchObject({ package: 'prepay_id=wx201', signType: 'RSA', timeStamp: '1772366400' });
    const message = payParamsMessage({ appId: clientOptions.appId, timeStamp, nonceStr, prepayId: 'wx201' });
    expect(rsaVerify(message, paySign, merchant.publicKey)).toBe(true);
  });

  it.each([{ apiV3Key: 'short' }, { publicKeyId: 'KEY_1' }, { publicKey: undefined }])(
    'refuses options that cannot work: %o',
    (change) => {
      const options = { ...clientOptions, ...change } as typeof clientOptions;
      expect(() => new WechatPayClient(options)).toThrow(RangeError);
    },
  );
});
