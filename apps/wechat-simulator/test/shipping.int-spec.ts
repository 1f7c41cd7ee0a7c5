import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '@minisuite/testing';
import { MiniProgramClient, type ShippingInfo } from '@minisuite/wechat';
import { z } from 'zod';
import { paidTrade } from './paid-trade.js';
import { startSimulator, type TestSimulator } from './start-simulator.js';

let simulator: TestSimulator;
let client: MiniProgramClient;
let transactionId: string;
const anything = z.looseObject({});
beforeAll(async () => {
  simulator = await startSimulator();
  const { appId, appSecret: secret } = simulator.account;
  const token = async () => {
    const body = { grant_type: 'client_credential', appid: appId, secret };
    return String((await simulator.call('POST', '/cgi-bin/stable_token', body)).json['access_token']);
  };
  client = new MiniProgramClient({ baseUrl: simulator.baseUrl, appId, secret, tokens: { get: token, replace: token } });
});
afterAll(() => simulator.stop());
beforeEach(async () => {
  await simulator.call('POST', '/_control/reset');
  ({ transactionId } = await paidTrade(simulator, { outTradeNo: 'SHIPPED_01' }));
});

const upload = (change: Partial<ShippingInfo> = {}) =>
  client.uploadShippingInfo({
    transactionId,
    carrier: 'YTO',
    trackingNo: 'YT1234567890',
    itemDesc: '茶',
    openid: 'oPayer',
    uploadTime: new Date('2026-03-01T12:00:00Z'),
    ...change,
  });
const shipments = async () => (await simulator.call('GET', '/_control/shipments')).json['items'];

describe('shipping info', () => {
  it('is taken once', async () => {
    await upload();
    const shipment = {
      transactionId,
      outTradeNo: 'SHIPPED_01',
      openid: 'oPayer',
      complete: true,
      parcels: [{ trackingNo: 'YT1234567890', expressCompany: 'YTO', itemDesc: '茶' }],
      uploadTime: '2026-03-01T20:00:00.000+08:00',
    };
    expect(await shipments()).toMatchObject([shipment]);
    await expect(upload({ trackingNo: 'YT2' })).rejects.toMatchObject({ errcode: 10060002 });
    expect(await shipments()).toMatchObject([shipment]);
  });

  it.each<[string, Partial<ShippingInfo>, number]>([
    ['an order that is unknown', { transactionId: '4200000000000000000000000000' }, 10060001],
    ['another payer', { openid: 'oOther' }, 10060031],
    ['SF without a contact', { carrier: 'SF' }, 10060014],
    ['a long number', { trackingNo: '1'.repeat(129) }, 10060014],
  ])('is refused for %s', async (_case, change, errcode) => {
    await expect(upload(change)).rejects.toMatchObject({ errcode });
    expect(await shipments()).toEqual([]);
  });

  it('is refused for an order that is not paid, or given back whole', async () => {
    const expiresAt = new Date(Date.now() + 3_600_000);
    const order = { description: '茶', amount: 1, openid: 'oPayer', notifyUrl: 'http://127.0.0.1:9/n', expiresAt };
    await simulator.pay.prepayJsapi({ ...order, outTradeNo: 'SHIPPED_02' });
    const unpaid = client.callWithToken(
      { path: '/wxa/sec/order/upload_shipping_info', body: byNumber('SHIPPED_02') },
      anything,
    );
    await expect(unpaid).rejects.toMatchObject({ errcode: 10060004 });
    await simulator.pay.createRefund({ outTradeNo: 'SHIPPED_01', outRefundNo: 'R1', refund: 1000, total: 1000 });
    await eventually('the refund', async () => (await simulator.pay.queryRefund('R1')).status === 'SUCCESS');
    await expect(upload()).rejects.toMatchObject({ errcode: 10060004 });
  });

  it('can name the order by the number of the merchant', async () => {
    const call = { path: '/wxa/sec/order/upload_shipping_info', body: byNumber('SHIPPED_01') };
    await client.callWithToken(call, anything);
    expect(await shipments()).toMatchObject([{ transactionId }]);
  });

  it('needs an access token', async () => {
    const { json } = await simulator.call('POST', '/wxa/sec/order/upload_shipping_info', byNumber('SHIPPED_01'));
    expect(json['errcode']).toBe(41001);
  });
});

function byNumber(outTradeNo: string): object {
  return {
    order_key: { order_number_type: 1, mchid: simulator.account.mchId, out_trade_no: outTradeNo },
    logistics_type: 4,
    delivery_mode: 1,
    shipping_list: [{ item_desc: '茶' }],
    upload_time: '2026-03-01T20:00:00.000+08:00',
    payer: { openid: 'oPayer' },
  };
}
