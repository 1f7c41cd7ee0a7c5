import { must } from '../pay/text-rules.js';

/** One parcel to report for a paid order (Mini Program "Upload shipping info"). */
export interface ShippingInfo {
  transactionId: string;
  /** WeChat's code of the express company, e.g. `SF`. */
  carrier: string;
  trackingNo: string;
  itemDesc: string;
  /** Phone number with its middle hidden, e.g. `189****1234`; SF needs it. */
  receiverContact?: string;
  openid: string;
  uploadTime: Date;
}

/** Errcodes of `uploadShippingInfo` (Mini Program "Upload shipping info"). */
export const SHIPPING_ERRCODES = {
  orderNotFound: 10060001,
  alreadyShipped: 10060002,
  reshipUsed: 10060003,
  wrongState: 10060004,
  badParameter: 10060014,
  unchanged: 10060023,
  otherOpenid: 10060031,
} as const;

const ITEM_CHARACTERS = 120;
const BEIJING_MS = 8 * 3_600_000;

/** Builds the JSON of the call: one express parcel that holds the whole order; throws `RangeError` for a value that is missing (Mini Program "Upload shipping info"). */
export function shippingInfoBody(info: ShippingInfo): object {
  const { transactionId, carrier, trackingNo, receiverContact, openid, uploadTime } = info;
  const itemDesc = fitted(info.itemDesc);
  for (const [name, value] of Object.entries({ transactionId, carrier, trackingNo, itemDesc, openid })) {
    must(value !== '', `${name} must not be empty`);
  }
  return {
    order_key: { order_number_type: 2, transaction_id: transactionId },
    logistics_type: 1,
    delivery_mode: 1,
    shipping_list: [
      {
        tracking_no: trackingNo,
        express_company: carrier,
        item_desc: itemDesc,
        ...(receiverContact ? { contact: { receiver_contact: receiverContact } } : {}),
      },
    ],
    upload_time: `${new Date(uploadTime.getTime() + BEIJING_MS).toISOString().slice(0, 23)}+08:00`,
    payer: { openid },
  };
}

function fitted(text: string): string {
  const clean = text.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim();
  return Array.from(clean).slice(0, ITEM_CHARACTERS).join('');
}
