import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startWechatServer } from './fake-wechat-server.js';
import { APP_SECRET, loginOf, runUserService, type RunningUserService } from './running-user-service.js';

const appId = `wx${randomBytes(8).toString('hex')}`;
const phoneInfo = { phoneNumber: '13800138000', purePhoneNumber: '13800138000', countryCode: '86' };

let server: Awaited<ReturnType<typeof startWechatServer>>;
let one: RunningUserService;
let other: RunningUserService;
beforeAll(async () => {
  server = await startWechatServer({
    '/sns/jscode2session': (query) => {
      const known = query.get('appid') === appId && query.get('secret') === APP_SECRET;
      if (query.get('js_code') === 'busy') return { errcode: -1, errmsg: 'system error' };
      if (!known || query.get('js_code') !== 'good') return { errcode: 40029, errmsg: 'invalid code' };
      return { openid: 'o-real', session_key: 'tiihtNczf5v6AKRyjwEUhQ==', unionid: 'u-real' };
    },
    '/cgi-bin/stable_token': () => ({ access_token: 'the-shared-token', expires_in: 7200 }),
    '/wxa/business/getuserphonenumber': (query, { code, openid }) => {
      if (query.get('access_token') !== 'the-shared-token') return { errcode: 40001, errmsg: 'invalid credential' };
      if (code !== 'phone') return { errcode: 40163, errmsg: 'code been used' };
      return { errcode: 0, phone_info: { ...phoneInfo, watermark: { timestamp: 1, appid: openid ? appId : '' } } };
    },
  });
  const atWechat = { baseUrl: server.baseUrl, appId };
  [one, other] = await Promise.all([runUserService(atWechat), runUserService(atWechat)]);
});
afterAll(async () => {
  await Promise.all([one.stop(), other.stop()]);
  server.stop();
});

const login = (run: RunningUserService, code: string) =>
  run.client.loginWithWechat({ code, devicePlatform: '', deviceModel: '', deviceId: '' });

it('asks WeChat who logs in', async () => {
  const { user } = loginOf(await login(one, 'good'));
  const [account] = await one.db.query<object[]>('SELECT openid, unionid FROM account WHERE id = ?', [user.id]);
  expect(account).toEqual({ openid: 'o-real', unionid: 'u-real' });
  await expect(login(one, 'bad')).rejects.toMatchObject({ reason: 'WECHAT_CODE_INVALID' });
  await expect(login(one, 'busy')).rejects.toMatchObject({ reason: 'WECHAT_UNAVAILABLE' });
});

it('reads phone numbers with one access token for all processes', async () => {
  const bind = async (run: RunningUserService) => {
    const { user } = loginOf(await login(run, 'good'));
    return run.as(user.id).bindPhone({ code: 'phone' });
  };
  const answers = await Promise.all([bind(one), bind(other), bind(one), bind(other)]);
  expect(answers).toEqual(answers.map(() => ({ phoneMasked: '138****8000' })));
  expect(server.callsTo('/cgi-bin/stable_token')).toBe(1);

  const { user } = loginOf(await login(one, 'good'));
  await expect(one.as(user.id).bindPhone({ code: 'used' })).rejects.toMatchObject({ reason: 'WECHAT_CODE_INVALID' });
});
