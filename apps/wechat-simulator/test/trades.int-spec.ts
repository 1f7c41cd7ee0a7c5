import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type MerchantServer, startMerchantServer } from './merchant-server.js';
import { startSimulator, type TestSimulator } from './start-simulator.js';

let simulator: TestSimulator;
let merchant: MerchantServer;
beforeAll(async () => {
  merchant = await startMerchantServer();
  simulator = await startSimulator();
});
afterAll(async () => {
  await merchant.stop();
  await simulator.stop();
});
beforeEach(() => simulator.call('POST', '/_control/reset'));

const advance = (advanceMs: number) => simulator.call('POST', '/_control/clock', { advanceMs });
const confirm = (body: object) => simulator.call('POST', '/_control/pay', body);

function order(change: object = {}) {
  return {
    outTradeNo: 'TRADE_0001',
    description: '西湖龙井',
    amount: 2305,
    openid: 'oPayer',
    notifyUrl: merchant.notifyUrl,
    expiresAt: new Date('2026-01-01T00:00:00Z'),
    ...change,
  };
}

const inAnHour = () => new Date(Math.floor(Date.now() / 1000) * 1000 + 3_600_000);

describe('trades', () => {
  it('go from NOTPAY to SUCCESS', async () => {
    const expiresAt = inAnHour();
    const { prepayId } = await simulator.pay.prepayJsapi(order({ expiresAt, attach: 'a' }));
    expect(await simulator.pay.queryByOutTradeNo('TRADE_0001')).toMatchObject({ tradeState: 'NOTPAY' });
    const { transactionId } = (await confirm({ prepayId })).json;
    expect(transactionId).toMatch(/^4200\d{24}$/);
    expect(await simulator.pay.queryByOutTradeNo('TRADE_0001')).toMatchObject({
      tradeState: 'SUCCESS',
      transactionId,
      attach: 'a',
      payerOpenid: 'oPayer',
      amount: { total: 2305, payerTotal: 2305, currency: 'CNY' },
    });
    const byId = `/v3/pay/transactions/id/${String(transactionId)}?mchid=${simulator.account.mchId}`;
    expect((await simulator.signed({ path: byId })).json).toMatchObject({
      out_trade_no: 'TRADE_0001',
      trade_type: 'JSAPI',
    });
    const again = await confirm({ outTradeNo: 'TRADE_0001' });
    expect([again.status, again.json['code']]).toEqual([409, 'TRADE_PAID']);
    await expect(simulator.pay.prepayJsapi(order({ expiresAt, attach: 'a' }))).rejects.toMatchObject({
      code: 'ORDERPAID',
    });
    await expect(simulator.pay.close('TRADE_0001')).rejects.toMatchObject({ code: 'ORDERPAID', httpStatus: 400 });
  });

  it('are paid by only one of ten confirmations at the same time', async () => {
    await simulator.pay.prepayJsapi(order({ expiresAt: inAnHour() }));
    const answers = await Promise.all(Array.from({ length: 10 }, () => confirm({ outTradeNo: 'TRADE_0001' })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 9 }, () => 409)]);
  });

  it('are renewed after two hours by the same request', async () => {
    const expiresAt = new Date(inAnHour().getTime() + 86_400_000);
    const first = await simulator.pay.prepayJsapi(order({ expiresAt }));
    expect(await simulator.pay.prepayJsapi(order({ expiresAt }))).toEqual(first);
    await advance(2 * 3_600_000);
    const late = await confirm({ prepayId: first.prepayId });
    expect([late.status, late.json['code']]).toEqual([409, 'PREPAY_EXPIRED']);
    const second = await simulator.pay.prepayJsapi(order({ expiresAt }));
    expect(second.prepayId).not.toBe(first.prepayId);
    expect((await confirm({ outTradeNo: 'TRADE_0001' })).status).toBe(200);
  });

  it('refuse another request under the same number', async () => {
    const expiresAt = inAnHour();
    await simulator.pay.prepayJsapi(order({ expiresAt }));
    for (const change of [{ amount: 1 }, { openid: 'oOther' }, { description: '红茶' }, { attach: 'x' }]) {
      const second = simulator.pay.prepayJsapi(order({ expiresAt, ...change }));
      await expect(second).rejects.toMatchObject({ httpStatus: 403, code: 'OUTTRADENOUSED' });
    }
  });

  it('cannot be paid once they are closed', async () => {
    const expiresAt = inAnHour();
    await simulator.pay.prepayJsapi(order({ expiresAt }));
    await simulator.pay.close('TRADE_0001');
    await simulator.pay.close('TRADE_0001');
    await simulator.pay.close('NEVER_MADE');
    expect(await simulator.pay.queryByOutTradeNo('TRADE_0001')).toMatchObject({ tradeState: 'CLOSED' });
    const refused = await confirm({ outTradeNo: 'TRADE_0001' });
    expect([refused.status, refused.json['code']]).toEqual([409, 'TRADE_CLOSED']);
    await expect(simulator.pay.prepayJsapi(order({ expiresAt }))).rejects.toMatchObject({ code: 'ORDERCLOSED' });
  });

  it('cannot be paid after time_expire, of which a past one means one minute', async () => {
    await simulator.pay.prepayJsapi(order());
    await advance(59_000);
    expect((await simulator.call('GET', '/_control/trades')).json['items']).toHaveLength(1);
    await advance(1_000);
    const refused = await confirm({ outTradeNo: 'TRADE_0001' });
    expect([refused.status, refused.json['code']]).toEqual([409, 'TRADE_EXPIRED']);
    expect(await simulator.pay.queryByOutTradeNo('TRADE_0001')).toMatchObject({ tradeState: 'NOTPAY' });
    await advance(7 * 86_400_000);
    expect(await simulator.pay.queryByOutTradeNo('TRADE_0001')).toMatchObject({ tradeState: 'CLOSED' });
  });

  it('are unknown until they are made', async () => {
    await expect(simulator.pay.queryByOutTradeNo('NEVER_MADE')).rejects.toMatchObject({
      httpStatus: 404,
      code: 'ORDERNOTEXIST',
    });
    const refused = await confirm({ outTradeNo: 'NEVER_MADE' });
    expect([refused.status, refused.json['code']]).toEqual([404, 'TRADE_NOT_FOUND']);
  });
});

describe('bad calls', () => {
  const path = '/v3/pay/transactions/jsapi';

  it.each<[string, string]>([
    ['broken JSON', '{"appid":'],
    ['an unknown field', '{"colour":"red"}'],
    ['null', '{"appid":null}'],
    ['an emoji', '{"description":"🍰"}'],
    ['nothing', '{}'],
  ])('with %s get PARAM_ERROR', async (_case, body) => {
    const { status, json } = await simulator.signed({ path, body });
    expect([status, json['code']]).toEqual([400, 'PARAM_ERROR']);
  });

  it('need a mchid in the query that is the one that signed', async () => {
    const query = '/v3/pay/transactions/out-trade-no/TRADE_0001';
    for (const tail of ['', '?mchid=', '?mchid=1900000009']) {
      const { status, json } = await simulator.signed({ path: `${query}${tail}` });
      expect([status, json['code']]).toEqual([400, 'PARAM_ERROR']);
    }
    const close = await simulator.signed({ path: `${query}/close`, body: { mchid: '1900000009' } });
    expect(close.json['message']).toBe('http header中的mchid与post payload中的mchid不匹配');
  });

  it('must say that they are JSON and who they are', async () => {
    const text = await simulator.signed({ path, body: '{}', headers: { 'content-type': 'text/plain' } });
    expect(text.json['code']).toBe('PARAM_ERROR');
    const nobody = await simulator.signed({ path, body: '{}', headers: { 'user-agent': '' } });
    expect(nobody.json['message']).toBe('Http头缺少Accept或User-Agent');
  });

  it('of a megabyte are not read', async () => {
    const { status } = await simulator.signed({ path, body: JSON.stringify({ description: 'x'.repeat(1_048_576) }) });
    expect(status).toBe(413);
  });
});
