/** Business errors of api.weixin.qq.com: told in the body of a 200. The texts are the stems WeChat uses in English. */
export const ERRCODES = {
  busy: [-1, 'system error'],
  invalidCredential: [
    40001,
    'invalid credential, access_token is invalid or not latest, could get access_token by getStableAccessToken, more details at https://mmbizurl.cn/s/JtxxFh33r',
  ],
  invalidGrantType: [40002, 'invalid grant_type'],
  invalidOpenid: [40003, 'invalid openid'],
  invalidAppid: [40013, 'invalid appid'],
  invalidCode: [40029, 'invalid code'],
  invalidTemplate: [40037, 'invalid template_id'],
  invalidArgs: [40097, 'invalid args'],
  invalidSecret: [40125, 'invalid appsecret'],
  codeUsed: [40163, 'code been used'],
  codeBlocked: [40226, 'code blocked'],
  tokenMissing: [41001, 'access_token missing'],
  appidMissing: [41002, 'appid missing'],
  secretMissing: [41004, 'appsecret missing'],
  codeMissing: [41008, 'missing code'],
  tokenExpired: [42001, 'access_token expired'],
  requireGet: [43001, 'require GET method'],
  requirePost: [43002, 'require POST method'],
  notSubscribed: [43101, 'user refuse to accept the msg'],
  emptyBody: [44002, 'empty post data'],
  dailyQuota: [45009, 'reach max api daily quota limit'],
  minuteQuota: [45011, 'api minute-quota reach limit, must slower, retry next minute'],
  badFormat: [47001, 'data format error'],
  badArgument: [47003, 'argument invalid!'],
  notARecentUser: [61010, 'code is expired'],
  shippingOrderNotFound: [10060001, 'pay order not exist'],
  alreadyShipped: [10060002, 'pay order has been shipped'],
  notShippable: [10060004, 'pay order is in a state that cannot be shipped'],
  badShippingInfo: [10060014, 'argument invalid!'],
  otherPayer: [10060031, 'pay order does not belong to the openid'],
} as const satisfies Record<string, readonly [number, string]>;

export type ErrcodeName = keyof typeof ERRCODES;

export class WechatError extends Error {
  readonly errcode: number;

  constructor(name: ErrcodeName, tail = '') {
    const [errcode, stem] = ERRCODES[name];
    super(tail === '' ? stem : `${stem} ${tail}`);
    this.errcode = errcode;
  }
}

/** WeChat's request id: the unix time in hex and two random groups. */
export function requestId(now: Date, random16: string): string {
  const seconds = Math.floor(now.getTime() / 1000).toString(16);
  return `${seconds}-${random16.slice(0, 8)}-${random16.slice(8, 16)}`;
}
