import { describe, expect, it } from '@jest/globals';
import { isDomainError } from '@minisuite/kernel';
import { WechatApiError } from '@minisuite/wechat';
import { Logger } from '@nestjs/common';
import { MiniProgramUsers } from './mini-program-users.js';

Logger.overrideLogger(false);

async function reasonOf(failure: Error): Promise<string> {
  const fail = async () => {
    throw failure;
  };
  const users = new MiniProgramUsers({ codeToSession: fail, getPhoneNumber: fail });
  const login = await thrownBy(() => users.identify('code'));
  const phone = await thrownBy(() => users.phoneNumber('code', 'openid'));
  expect(phone).toEqual(login);
  return isDomainError(login) ? `${login.kind} ${login.reason}` : String(login);
}

async function thrownBy(call: () => Promise<unknown>): Promise<unknown> {
  try {
    return await call();
  } catch (error) {
    return error;
  }
}

describe('what WeChat refuses', () => {
  it.each([40029, 40163, 40226])('%i is an invalid code', async (errcode) => {
    await expect(reasonOf(WechatApiError.fromCode(errcode, 'no'))).resolves.toBe('unauthenticated WECHAT_CODE_INVALID');
  });

  it('a phone code of another user is an invalid code', async () => {
    await expect(reasonOf(WechatApiError.fromCode(40003, 'no'))).resolves.toBe('unauthenticated WECHAT_CODE_INVALID');
  });

  it('a phone number of another mini-program is an invalid code', async () => {
    const error = new WechatApiError('untrusted', undefined, 'foreign');
    await expect(reasonOf(error)).resolves.toBe('unauthenticated WECHAT_CODE_INVALID');
  });
});

describe('what WeChat cannot answer', () => {
  it.each([-1, 45009, 45011, 40125, 40164, 40001, 99999])('%i is WeChat not being available', async (errcode) => {
    await expect(reasonOf(WechatApiError.fromCode(errcode, 'no'))).resolves.toBe('unavailable WECHAT_UNAVAILABLE');
  });

  it('leaves an error that is not of WeChat as it is', async () => {
    await expect(reasonOf(new TypeError('a bug'))).resolves.toBe('TypeError: a bug');
  });
});

it('passes on who logs in and the number, without a unionid when WeChat gave none', async () => {
  const users = new MiniProgramUsers({
    codeToSession: async () => ({ openid: 'o1', sessionKey: 'k1' }),
    getPhoneNumber: async () => ({ phoneNumber: '+85291234567', purePhoneNumber: '91234567', countryCode: '852' }),
  });
  await expect(users.identify('code')).resolves.toEqual({ openid: 'o1', sessionKey: 'k1', unionid: null });
  await expect(users.phoneNumber('code', 'o1')).resolves.toEqual({ countryCode: '852', number: '91234567' });
});
