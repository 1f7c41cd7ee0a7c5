import { describe, expect, it } from '@jest/globals';
import { fakeFetch } from '../../test/fake-pay.js';
import { MiniProgramClient, SHIPPING_ERRCODES } from '../index.js';

const info = {
  transactionId: '4200001234202603010000000001',
  carrier: 'SF',
  trackingNo: 'SF1234567890',
  itemDesc: '陶瓷杯\n等2件',
  receiverContact: '189****1234',
  openid: 'oA',
  uploadTime: new Date('2026-03-01T12:00:00.789Z'),
};

function clientThat(body: object) {
  const { fetch, seen } = fakeFetch(() => Response.json(body));
  const tokens = { get: async () => 'token-1', replace: async () => 'token-2' };
  const options = { baseUrl: 'https://api.example', appId: 'wx0000000000000001', secret: 's', tokens, fetch };
  return { client: new MiniProgramClient(options), seen };
}

describe('shipping info', () => {
  it('reports one parcel with the whole order', async () => {
    const { client, seen } = clientThat({ errcode: 0, errmsg: 'ok' });
    await expect(client.uploadShippingInfo(info)).resolves.toBeUndefined();
    expect(seen[0]?.url).toBe('https://api.example/wxa/sec/order/upload_shipping_info?access_token=token-1');
    expect(JSON.parse(seen[0]?.body ?? '')).toEqual({
      order_key: { order_number_type: 2, transaction_id: info.transactionId },
      logistics_type: 1,
      delivery_mode: 1,
      shipping_list: [
        {
          tracking_no: 'SF1234567890',
          express_company: 'SF',
          item_desc: '陶瓷杯 等2件',
          contact: { receiver_contact: '189****1234' },
        },
      ],
      upload_time: '2026-03-01T20:00:00.789+08:00',
      payer: { openid: 'oA' },
    });
  });

  it('cuts the description of the goods to 120 characters', async () => {
    const { client, seen } = clientThat({ errcode: 0 });
    const { receiverContact: _contact, ...bare } = info;
    await client.uploadShippingInfo({ ...bare, itemDesc: '杯'.repeat(200) });
    const { shipping_list } = JSON.parse(seen[0]?.body ?? '') as { shipping_list: object[] };
    expect(shipping_list).toEqual([
      { tracking_no: 'SF1234567890', express_company: 'SF', item_desc: '杯'.repeat(120) },
    ]);
  });

  it.each([{ transactionId: '' }, { carrier: '' }, { trackingNo: '' }, { itemDesc: ' \n' }, { openid: '' }])(
    'refuses %o before anything is sent',
    async (change) => {
      const { client, seen } = clientThat({ errcode: 0 });
      await expect(client.uploadShippingInfo({ ...info, ...change })).rejects.toBeInstanceOf(RangeError);
      expect(seen).toEqual([]);
    },
  );

  it.each([
    [SHIPPING_ERRCODES.orderNotFound, 'other'],
    [SHIPPING_ERRCODES.alreadyShipped, 'other'],
    [SHIPPING_ERRCODES.otherOpenid, 'other'],
    [SHIPPING_ERRCODES.badParameter, 'invalid_argument'],
    [-1, 'unavailable'],
  ])('tells errcode %i', async (errcode, kind) => {
    const { client } = clientThat({ errcode, errmsg: 'no' });
    await expect(client.uploadShippingInfo(info)).rejects.toMatchObject({ errcode, kind });
  });
});
