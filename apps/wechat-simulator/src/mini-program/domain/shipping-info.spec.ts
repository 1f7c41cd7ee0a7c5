import { describe, expect, it } from '@jest/globals';
import { ShipmentBook } from './shipment-book.js';
import { parseShippingInfo } from './shipping-info.js';
import { WechatError } from './wechat-error.js';

const parcel = {
  tracking_no: 'SF1',
  express_company: 'SF',
  item_desc: '杯子',
  contact: { receiver_contact: '189****1234' },
};
const good = {
  order_key: { order_number_type: 2, transaction_id: '42000' },
  logistics_type: 1,
  delivery_mode: 1,
  shipping_list: [parcel],
  upload_time: '2026-03-01T20:00:00.789+08:00',
  payer: { openid: 'oA' },
};

function errorOf(action: () => unknown): string {
  try {
    action();
    return 'accepted';
  } catch (error) {
    return error instanceof WechatError ? `${error.errcode} ${error.message}` : String(error);
  }
}

describe('shipping info', () => {
  it('names the order by either number', () => {
    expect(parseShippingInfo(good)).toMatchObject({ transactionId: '42000', merchantOrder: undefined });
    const key = { order_number_type: 1, mchid: '1900000001', out_trade_no: 'ORDER_1' };
    expect(parseShippingInfo({ ...good, order_key: key })).toMatchObject({
      transactionId: undefined,
      merchantOrder: { mchid: '1900000001', outTradeNo: 'ORDER_1' },
    });
  });

  it('needs no express company when there is none', () => {
    const body = { ...good, logistics_type: 4, shipping_list: [{ item_desc: '杯子' }] };
    expect(parseShippingInfo(body).parcels).toEqual([
      { trackingNo: '', expressCompany: '', itemDesc: '杯子', contact: undefined },
    ]);
  });

  it.each<[string, object]>([
    ['order_key', { order_key: undefined }],
    ['order_number_type', { order_key: { order_number_type: 3 } }],
    ['transaction_id', { order_key: { order_number_type: 2 } }],
    ['out_trade_no', { order_key: { order_number_type: 1, mchid: '1900000001' } }],
    ['logistics_type', { logistics_type: 5 }],
    ['delivery_mode', { delivery_mode: '1' }],
    ['is_all_delivered', { delivery_mode: 2 }],
    ['shipping_list', { shipping_list: [] }],
    ['shipping_list', { shipping_list: [parcel, parcel] }],
    ['shipping_list', { shipping_list: ['SF1'] }],
    [
      'shipping_list',
      { delivery_mode: 2, is_all_delivered: true, shipping_list: Array.from({ length: 16 }, () => parcel) },
    ],
    ['tracking_no', { shipping_list: [{ ...parcel, tracking_no: '' }] }],
    ['express_company', { shipping_list: [{ ...parcel, express_company: undefined }] }],
    ['item_desc', { shipping_list: [{ ...parcel, item_desc: '杯'.repeat(121) }] }],
    ['contact', { shipping_list: [{ ...parcel, contact: undefined }] }],
    ['contact', { shipping_list: [{ ...parcel, contact: { receiver_contact: 1 } }] }],
    ['upload_time', { upload_time: '2026-03-01 20:00:00' }],
    ['upload_time', { upload_time: '2026-13-01T20:00:00Z' }],
    ['payer', { payer: 'oA' }],
    ['openid', { payer: {} }],
  ])('names %s as wrong in %o', (name, change) => {
    expect(errorOf(() => parseShippingInfo({ ...good, ...change }))).toBe(`10060014 argument invalid! ${name} invalid`);
  });
});

describe('shipments', () => {
  const order = { transactionId: '42000', outTradeNo: 'ORDER_1' };
  const at = new Date('2026-03-01T12:00:00Z');

  it('are reported once', () => {
    const book = new ShipmentBook();
    book.report(order, parseShippingInfo(good), at);
    expect(errorOf(() => book.report(order, parseShippingInfo(good), at))).toMatch(/^10060002 /);
    expect(book.newestFirst()).toHaveLength(1);
  });

  it('in parts are reported until all is shipped', () => {
    const book = new ShipmentBook();
    const part = (done: boolean) => parseShippingInfo({ ...good, delivery_mode: 2, is_all_delivered: done });
    book.report(order, part(false), at);
    book.report(order, part(true), at);
    expect(errorOf(() => book.report(order, part(true), at))).toMatch(/^10060002 /);
    expect(book.newestFirst()).toMatchObject([{ complete: true, parcels: [{}, {}] }]);
  });
});
