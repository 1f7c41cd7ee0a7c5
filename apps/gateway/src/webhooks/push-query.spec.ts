import { expect, it } from '@jest/globals';
import { pushQuery } from './push-query.js';

it('keeps what is signed, once, and not who it is about', () => {
  expect(
    pushQuery({ signature: 's', timestamp: ['1', '2'], nonce: 'n'.repeat(513), echostr: '', openid: 'o' }),
  ).toEqual({ signature: 's', echostr: '' });
});
