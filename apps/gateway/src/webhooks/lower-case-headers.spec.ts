import { describe, expect, it } from '@jest/globals';
import { lowerCaseHeaders } from './lower-case-headers.js';

describe('lowerCaseHeaders', () => {
  it('keeps what the signature check needs', () => {
    expect(
      lowerCaseHeaders({
        'Wechatpay-Serial': 'PUB_KEY_ID_1',
        'wechatpay-nonce': 'n',
        'Content-Type': 'application/json',
      }),
    ).toEqual({
      'wechatpay-serial': 'PUB_KEY_ID_1',
      'wechatpay-nonce': 'n',
      'content-type': 'application/json',
    });
  });

  it('drops identities and credentials', () => {
    expect(
      lowerCaseHeaders({
        authorization: 'x',
        cookie: 'x',
        'x-user-id': '1',
        'x-internal-credential': 'x',
        a: undefined,
      }),
    ).toEqual({});
  });
});
