import { WechatError } from './wechat-error.js';

export interface AppCredentials {
  readonly appid: unknown;
  readonly secret: unknown;
  readonly grantType: unknown;
}

/** Throws the error WeChat gives for the first of appid, secret and grant_type that is missing or wrong. */
export function checkCredentials(
  given: AppCredentials,
  account: { appId: string; appSecret: string },
  grantType: string,
): void {
  if (isMissing(given.appid)) throw new WechatError('appidMissing');
  if (isMissing(given.secret)) throw new WechatError('secretMissing');
  if (given.grantType !== grantType) throw new WechatError('invalidGrantType');
  if (given.appid !== account.appId) throw new WechatError('invalidAppid');
  if (given.secret !== account.appSecret) throw new WechatError('invalidSecret');
}

export function isMissing(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}
