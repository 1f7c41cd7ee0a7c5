import { signError } from './pay-error.js';

export const SCHEME = 'WECHATPAY2-SHA256-RSA2048';
export const MAX_SKEW_S = 300;

export interface Authorization {
  readonly mchid: string;
  readonly nonce: string;
  readonly timestamp: string;
  readonly serial: string;
  readonly signature: string;
}

const PAIR = /^\s*([a-z_]+)="([^"]*)"\s*$/;

export function parseAuthorization(header: string | undefined): Authorization {
  if (header === undefined || header === '') throw malformed('authorization header is missing');
  const space = header.indexOf(' ');
  if (header.slice(0, space) !== SCHEME) throw malformed(`scheme must be ${SCHEME}`);
  const values = new Map<string, string>();
  for (const part of header.slice(space + 1).split(',')) {
    const pair = PAIR.exec(part);
    if (pair?.[1] === undefined || pair[2] === undefined) throw malformed('must be a list of key="value"');
    values.set(pair[1], pair[2]);
  }
  const take = (key: string) => {
    const value = values.get(key);
    if (value === undefined || value === '') throw malformed(`${key} is missing`);
    return value;
  };
  return {
    mchid: take('mchid'),
    nonce: take('nonce_str'),
    timestamp: take('timestamp'),
    serial: take('serial_no'),
    signature: take('signature'),
  };
}

/** All that can be refused before the signature itself is computed. */
export function checkClaims(claims: Authorization, merchant: { mchId: string; serial: string }, now: Date): void {
  if (claims.mchid !== merchant.mchId) throw signError('商户号有误', 'mchid is unknown', 'mchid');
  if (claims.serial.toUpperCase() !== merchant.serial.toUpperCase()) {
    throw signError('商户证书序列号有误。请使用签名私钥匹配的证书序列号', 'serial_no is unknown', 'serial_no');
  }
  if (!/^[0-9A-Za-z]{1,32}$/.test(claims.nonce)) {
    throw signError(
      'Http头Authorization中的nonce_str有误',
      'nonce_str must be 1 to 32 letters and digits',
      'nonce_str',
    );
  }
  const seconds = /^\d{10}$/.test(claims.timestamp) ? Number(claims.timestamp) : Number.NaN;
  if (!(Math.abs(now.getTime() / 1000 - seconds) < MAX_SKEW_S)) {
    const message = 'Http头Authorization中的timestamp与发起请求的时间不得超过5分钟';
    throw signError(message, 'timestamp is more than 5 minutes off', 'timestamp');
  }
}

/** What WeChat tells about the text it verified, with all but the first characters of the body cut off. */
export function signInformation(lines: readonly string[], body: string): object {
  const [method, url] = lines;
  const head = lines.map((line) => `${line}\n`).join('');
  return {
    sign_information: {
      method,
      sign_message_length: Buffer.byteLength(`${head}${body}\n`),
      truncated_sign_message: `${head}${body.slice(0, 8)}\n`,
      url,
    },
  };
}

function malformed(issue: string) {
  return signError('Http头Authorization值格式错误，请参考《微信支付商户REST API签名规则》', issue);
}
