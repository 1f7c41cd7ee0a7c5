import type { KeyObject } from 'node:crypto';
import { buildMessage, rsaSign } from './crypto.js';

/** The arguments of `wx.requestPayment` (Mini Program API "wx.requestPayment"). */
export interface PayParams {
  timeStamp: string;
  nonceStr: string;
  package: string;
  signType: 'RSA';
  paySign: string;
}

/** What a payment signature covers; `timeStamp` is unix seconds as text (WeChat Pay "Mini Program: start payment"). */
export interface PayParamsInput {
  appId: string;
  timeStamp: string;
  nonceStr: string;
  prepayId: string;
}

/** Builds the four-line text that paySign covers, with the `prepay_id=` prefix (WeChat Pay "Mini Program: start payment"). */
export function payParamsMessage({ appId, timeStamp, nonceStr, prepayId }: PayParamsInput): string {
  return buildMessage([appId, timeStamp, nonceStr, `prepay_id=${prepayId}`]);
}

/** Signs the arguments of `wx.requestPayment` with the merchant's private key (WeChat Pay "Mini Program: start payment"). */
export function payParams(input: PayParamsInput, privateKey: string | KeyObject): PayParams {
  const { timeStamp, nonceStr, prepayId } = input;
  const paySign = rsaSign(payParamsMessage(input), privateKey);
  return { timeStamp, nonceStr, package: `prepay_id=${prepayId}`, signType: 'RSA', paySign };
}
