import { WechatError } from './wechat-error.js';

export interface Parcel {
  readonly trackingNo: string;
  readonly expressCompany: string;
  readonly itemDesc: string;
  readonly contact: string | undefined;
}

/** What a merchant reports about the shipment of an order. */
export interface ShippingInfo {
  readonly transactionId: string | undefined;
  readonly merchantOrder: { readonly mchid: string; readonly outTradeNo: string } | undefined;
  readonly logisticsType: number;
  /** False while a split delivery goes on. */
  readonly complete: boolean;
  readonly parcels: readonly Parcel[];
  readonly uploadTime: string;
  readonly openid: string;
}

type Json = Readonly<Record<string, unknown>>;

const EXPRESS = 1;
const RFC3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/;

/** Throws 10060014 with the name of the field at fault. */
export function parseShippingInfo(body: Json): ShippingInfo {
  const key = objectAt(body, 'order_key');
  const keyType = choice(key, 'order_number_type', [1, 2]);
  const logisticsType = choice(body, 'logistics_type', [1, 2, 3, 4]);
  const split = choice(body, 'delivery_mode', [1, 2]) === 2;
  const complete = split ? body['is_all_delivered'] : true;
  if (typeof complete !== 'boolean') throw wrong('is_all_delivered');
  const list = body['shipping_list'];
  if (!Array.isArray(list) || list.length === 0 || list.length > (split ? 15 : 1)) throw wrong('shipping_list');
  const uploadTime = textAt(body, 'upload_time', 64);
  if (!RFC3339.test(uploadTime) || Number.isNaN(Date.parse(uploadTime))) throw wrong('upload_time');
  return {
    transactionId: keyType === 2 ? textAt(key, 'transaction_id', 32) : undefined,
    merchantOrder:
      keyType === 1 ? { mchid: textAt(key, 'mchid', 32), outTradeNo: textAt(key, 'out_trade_no', 32) } : undefined,
    logisticsType,
    complete,
    parcels: list.map((parcel: unknown) => parcelOf(parcel, logisticsType)),
    uploadTime,
    openid: textAt(objectAt(body, 'payer'), 'openid', 128),
  };
}

function parcelOf(parcel: unknown, logisticsType: number): Parcel {
  if (!isObject(parcel)) throw wrong('shipping_list');
  const express = logisticsType === EXPRESS;
  const trackingNo = express ? textAt(parcel, 'tracking_no', 128) : '';
  const expressCompany = express ? textAt(parcel, 'express_company', 128) : '';
  const itemDesc = textAt(parcel, 'item_desc', 120);
  const contacts = isObject(parcel['contact']) ? parcel['contact'] : {};
  const contact = contacts['receiver_contact'] ?? contacts['consignor_contact'];
  if (contact !== undefined && typeof contact !== 'string') throw wrong('contact');
  if (expressCompany === 'SF' && !contact) throw wrong('contact');
  return { trackingNo, expressCompany, itemDesc, contact };
}

function objectAt(object: Json, name: string): Json {
  const value = object[name];
  if (!isObject(value)) throw wrong(name);
  return value;
}

function textAt(object: Json, name: string, longest: number): string {
  const value = object[name];
  if (typeof value !== 'string' || value === '' || Array.from(value).length > longest) throw wrong(name);
  return value;
}

function choice(object: Json, name: string, allowed: readonly number[]): number {
  const value = object[name];
  if (typeof value !== 'number' || !allowed.includes(value)) throw wrong(name);
  return value;
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function wrong(name: string): WechatError {
  return new WechatError('badShippingInfo', `${name} invalid`);
}
