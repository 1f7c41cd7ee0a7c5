import { describe, expect, it } from '@jest/globals';
import { PayError } from './pay-error.js';
import { parsePrepay } from './prepay-request.js';

const merchant = { appId: 'wx0123456789abcdef', mchId: '1900000001' };
const good = {
  appid: merchant.appId,
  mchid: merchant.mchId,
  description: '咖啡',
  out_trade_no: 'ORDER_0001',
  notify_url: 'https://shop.example.com/hook',
  amount: { total: 1250, currency: 'CNY' },
  payer: { openid: 'oUser-1' },
};

function errorOf(body: unknown): PayError {
  try {
    parsePrepay(body, merchant);
  } catch (error) {
    if (error instanceof PayError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('prepay request', () => {
  it('takes all documented fields', () => {
    const request = parsePrepay(
      {
        ...good,
        time_expire: '2026-03-01T08:00:00+08:00',
        attach: 'a',
        goods_tag: 'g',
        support_fapiao: true,
        detail: { cost_price: 1, goods_detail: [{ merchant_goods_id: 'm', quantity: 1, unit_price: 1 }] },
        scene_info: { payer_client_ip: '1.2.3.4', device_id: 'd', store_info: { id: 's' } },
        settle_info: { profit_sharing: false },
      },
      merchant,
    );
    expect(request).toMatchObject({ total: 1250, openid: 'oUser-1', attach: 'a', deviceId: 'd' });
    expect(request.timeExpire).toEqual(new Date('2026-03-01T00:00:00Z'));
  });

  it('has one fingerprint whatever the order of keys, and another when a value differs', () => {
    const turned = Object.fromEntries(Object.entries({ ...good, amount: { total: 1250 } }).toReversed());
    const fingerprint = parsePrepay(good, merchant).fingerprint;
    expect(parsePrepay(turned, merchant).fingerprint).toBe(fingerprint);
    expect(parsePrepay({ ...good, amount: { total: 1251 } }, merchant).fingerprint).not.toBe(fingerprint);
    expect(parsePrepay({ ...good, payer: { openid: 'oUser-2' } }, merchant).fingerprint).not.toBe(fingerprint);
  });

  it.each<[string, unknown]>([
    ['no object', []],
    ['an unknown field', { ...good, openid: 'x' }],
    ['an unknown nested field', { ...good, payer: { openid: 'o', name: 'x' } }],
    ['a field named like a method of Object', { ...good, toString: 'x' }],
    ['null', { ...good, attach: null }],
    ['null deep inside', { ...good, detail: { cost_price: null } }],
    ['an emoji', { ...good, description: 'coffee ☕🍰' }],
    ['a missing field', { ...good, description: undefined }],
    ['an empty description', { ...good, description: '' }],
    ['a long description', { ...good, description: 'x'.repeat(128) }],
    ['a short out_trade_no', { ...good, out_trade_no: '12345' }],
    ['a long out_trade_no', { ...good, out_trade_no: '1'.repeat(33) }],
    ['a strange out_trade_no', { ...good, out_trade_no: 'ORDER/0001' }],
    ['a fraction of a fen', { ...good, amount: { total: 0.01 } }],
    ['an amount of zero', { ...good, amount: { total: 0 } }],
    ['a negative amount', { ...good, amount: { total: -1 } }],
    ['an amount in a string', { ...good, amount: { total: '1' } }],
    ['another currency', { ...good, amount: { total: 1, currency: 'USD' } }],
    ['a notify_url with a query', { ...good, notify_url: 'https://shop.example.com/hook?a=1' }],
    ['a bad time_expire', { ...good, time_expire: '2026-03-01 08:00:00' }],
    ['an impossible time_expire', { ...good, time_expire: '2026-13-01T08:00:00+08:00' }],
    ['an empty goods_detail', { ...good, detail: { goods_detail: [] } }],
    ['a detail that is too big', { ...good, detail: { goods_detail: manyGoods() } }],
    ['another mchid', { ...good, mchid: '1900000002' }],
  ])('refuses %s with PARAM_ERROR', (_case, body) => {
    expect(errorOf(body)).toMatchObject({ status: 400, code: 'PARAM_ERROR' });
  });

  it('tells apart an appid that is not bound to the merchant', () => {
    expect(errorOf({ ...good, appid: 'wxffffffffffffffff' }).code).toBe('APPID_MCHID_NOT_MATCH');
  });

  it('names every unknown field as WeChat does', () => {
    expect(errorOf({ ...good, a: 1, payer: { openid: 'o', b: 1 } }).detail).toEqual({
      location: null,
      value: ['/body/payer/b', '/body/a'],
    });
  });
});

function manyGoods() {
  return Array.from({ length: 100 }, (_, i) => ({ merchant_goods_id: `goods-${i}`, quantity: 1, unit_price: 100 }));
}
