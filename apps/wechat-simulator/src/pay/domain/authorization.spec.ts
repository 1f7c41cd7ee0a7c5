import { describe, expect, it } from '@jest/globals';
import { checkClaims, parseAuthorization, SCHEME, signInformation } from './authorization.js';
import { PayError } from './pay-error.js';

const now = new Date(1_770_000_000_000);
const merchant = { mchId: '1900000001', serial: 'AB12' };
const claims = { mchid: '1900000001', nonce: 'n0nce', timestamp: '1770000000', serial: 'AB12', signature: 's' };

function header(parts: Record<string, string>, scheme = SCHEME): string {
  return `${scheme} ${Object.entries(parts)
    .map(([key, value]) => `${key}="${value}"`)
    .join(',')}`;
}

const full = { mchid: 'm', nonce_str: 'n', timestamp: '1', serial_no: 's', signature: 'a+/=' };

function fieldOf(action: () => unknown): unknown {
  try {
    action();
    return undefined;
  } catch (error) {
    if (!(error instanceof PayError) || error.code !== 'SIGN_ERROR' || error.status !== 401) throw error;
    return (error.detail as { field: string }).field;
  }
}

describe('Authorization header', () => {
  it('is read in any order of keys', () => {
    const expected = { mchid: 'm', nonce: 'n', timestamp: '1', serial: 's', signature: 'a+/=' };
    expect(parseAuthorization(header(full))).toEqual(expected);
    const turned = Object.fromEntries(Object.entries(full).toReversed());
    expect(parseAuthorization(header(turned))).toEqual(expected);
  });

  it.each([
    ['nothing', undefined],
    ['another scheme', header(full, 'Bearer')],
    ['another algorithm', header(full, 'WECHATPAY2-SM2-WITH-SM3')],
    ['a missing key', header({ ...full, signature: '' })],
    ['no quotes', `${SCHEME} mchid=m`],
  ])('is refused with SIGN_ERROR when it is %s', (_case, value) => {
    expect(fieldOf(() => parseAuthorization(value))).toBe('authorization');
  });

  it.each([
    ['mchid', { mchid: '1900000002' }],
    ['serial_no', { serial: 'AB13' }],
    ['nonce_str', { nonce: 'a-b' }],
    ['nonce_str', { nonce: 'a'.repeat(33) }],
    ['timestamp', { timestamp: '1769999700' }],
    ['timestamp', { timestamp: '1770000300' }],
    ['timestamp', { timestamp: 'now' }],
  ])('names %s when it is wrong', (field, change) => {
    expect(fieldOf(() => checkClaims({ ...claims, ...change }, merchant, now))).toBe(field);
  });

  it.each(['1769999701', '1770000299'])('allows a clock that is off by less than five minutes (%s)', (timestamp) => {
    expect(() => checkClaims({ ...claims, timestamp }, merchant, now)).not.toThrow();
  });

  it('tells what was signed without the body', () => {
    const body = '{"amount":{"total":1}}';
    expect(signInformation(['POST', '/v3/x', '1', 'n'], body)).toEqual({
      sign_information: {
        method: 'POST',
        sign_message_length: `POST\n/v3/x\n1\nn\n${body}\n`.length,
        truncated_sign_message: 'POST\n/v3/x\n1\nn\n{"amount\n',
        url: '/v3/x',
      },
    });
  });
});
