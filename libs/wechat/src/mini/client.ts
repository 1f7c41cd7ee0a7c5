import { z } from 'zod';
import type { TokenSource } from './access-tokens.js';
import { callMiniApi, type MiniApiCall, type MiniApiOptions } from './api.js';
import { WechatApiError } from './api-error.js';
import { type CheckedImage, imageCheckBody, imageSubmittedSchema } from './image-check.js';
import { type ShippingInfo, shippingInfoBody } from './shipping-info.js';
import { type SubscribeMessage, subscribeMessageBody } from './subscribe-message.js';
import { type CheckedText, textCheckBody, textCheckSchema, type TextSuggestion } from './text-check.js';

const sessionSchema = z.object({
  openid: z.string().min(1).max(128),
  session_key: z.string().min(1).max(128),
  unionid: z.string().min(1).max(128).optional(),
});

const phoneSchema = z.object({
  phone_info: z.object({
    phoneNumber: z.string().min(1).max(32),
    purePhoneNumber: z.string().min(1).max(32),
    countryCode: z.coerce.string().max(8),
    watermark: z.object({ timestamp: z.coerce.number(), appid: z.string() }),
  }),
});

const doneSchema = z.object({});
const sentSchema = z.object({ msgid: z.coerce.string().optional() });

/** Who a login code belongs to; never give `sessionKey` to a client (Mini Program "auth.code2Session"). */
export interface WechatSession {
  openid: string;
  sessionKey: string;
  /** Only when the mini-program is bound to an Open Platform account. */
  unionid?: string;
}

/** A phone number of the user; `phoneNumber` carries a country code when it is foreign (Mini Program "phonenumber.getPhoneNumber"). */
export interface WechatPhone {
  phoneNumber: string;
  purePhoneNumber: string;
  countryCode: string;
}

/** What a `MiniProgramClient` needs. */
export interface MiniProgramClientOptions extends MiniApiOptions {
  appId: string;
  secret: string;
  tokens: TokenSource;
}

/** Client of the mini-program server APIs; every method throws `WechatApiError` (Mini Program "Server API conventions"). */
export class MiniProgramClient {
  constructor(private readonly options: MiniProgramClientOptions) {}

  /** Exchanges a one-use code of `wx.login` for the user's openid (Mini Program "auth.code2Session"). */
  async codeToSession(code: string): Promise<WechatSession> {
    const { appId, secret } = this.options;
    const query = { appid: appId, secret, js_code: code, grant_type: 'authorization_code' };
    const answer = await callMiniApi(this.options, { path: '/sns/jscode2session', query }, sessionSchema);
    const { openid, session_key: sessionKey, unionid } = answer;
    return { openid, sessionKey, ...(unionid ? { unionid } : {}) };
  }

  /** Exchanges a one-use code of the phone button for the number, checked against `openid` when given (Mini Program "phonenumber.getPhoneNumber"). */
  async getPhoneNumber(code: string, openid?: string): Promise<WechatPhone> {
    const body = { code, ...(openid ? { openid } : {}) };
    const { phone_info } = await this.callWithToken({ path: '/wxa/business/getuserphonenumber', body }, phoneSchema);
    if (phone_info.watermark.appid !== this.options.appId) {
      throw new WechatApiError('untrusted', undefined, 'the phone number belongs to another appid');
    }
    const { phoneNumber, purePhoneNumber, countryCode } = phone_info;
    return { phoneNumber, purePhoneNumber, countryCode };
  }

  /** Sends one subscribe message; after an `unavailable` it may have been sent all the same (Mini Program "subscribeMessage.send"). */
  async sendSubscribeMessage(message: SubscribeMessage): Promise<{ msgId: string | undefined }> {
    const body = subscribeMessageBody(message);
    const { msgid } = await this.callWithToken({ path: '/cgi-bin/message/subscribe/send', body }, sentSchema);
    return { msgId: msgid };
  }

  /** Reports that an order was shipped; `WechatApiError.errcode` is one of `SHIPPING_ERRCODES` when WeChat does not take it; throws `RangeError` too (Mini Program "Upload shipping info"). */
  async uploadShippingInfo(info: ShippingInfo): Promise<void> {
    const body = shippingInfoBody(info);
    await this.callWithToken({ path: '/wxa/sec/order/upload_shipping_info', body }, doneSchema);
  }

  /** What WeChat thinks of a text that others will read (Mini Program "security.msgSecCheck", version 2). */
  async checkText(text: CheckedText): Promise<TextSuggestion> {
    const { result } = await this.callWithToken(
      { path: '/wxa/msg_sec_check', body: textCheckBody(text) },
      textCheckSchema,
    );
    return result.suggest;
  }

  /** Has WeChat look at a picture; answers the id under which a push tells its verdict (Mini Program "security.mediaCheckAsync", version 2). */
  async submitImage(image: CheckedImage): Promise<string> {
    const call = { path: '/wxa/media_check_async', body: imageCheckBody(image) };
    return (await this.callWithToken(call, imageSubmittedSchema)).trace_id;
  }

  /** Makes any call that needs an access token, once more with another token when WeChat refuses the first (Mini Program "Server API conventions"). */
  async callWithToken<T>(call: MiniApiCall, schema: z.ZodType<T>): Promise<T> {
    const { tokens } = this.options;
    const token = await tokens.get();
    try {
      return await this.callWith(token, call, schema);
    } catch (error) {
      if (!(error instanceof WechatApiError) || error.kind !== 'token_invalid') throw error;
    }
    return this.callWith(await tokens.replace(token), call, schema);
  }

  private callWith<T>(token: string, call: MiniApiCall, schema: z.ZodType<T>): Promise<T> {
    return callMiniApi(this.options, { ...call, query: { ...call.query, access_token: token } }, schema);
  }
}
