import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { eventually } from '@minisuite/testing';
import { decryptPush, imageVerdictOf, parsePush, pushMessageOf, verifyPushSignature } from '@minisuite/wechat';
import { pushSecrets } from '../src/account/domain/push-secrets.js';
import { startMerchantServer, type MerchantServer } from './merchant-server.js';
import { startSimulator, type TestSimulator } from './start-simulator.js';

let shop: MerchantServer;
let simulator: TestSimulator;
beforeAll(async () => {
  shop = await startMerchantServer();
  simulator = await startSimulator({ SIMULATOR_PUSH_URL: shop.notifyUrl });
});
afterAll(async () => {
  await simulator.stop();
  await shop.stop();
});
beforeEach(async () => {
  await simulator.call('POST', '/_control/reset');
  await simulator.call('POST', '/_control/login-codes', { openid: 'oPictures' });
});
afterEach(() => {
  shop.received.length = 0;
  shop.answers.length = 0;
});

const submit = async (url: string, change: object = {}) => {
  const { appId: appid, appSecret: secret } = simulator.account;
  const body = { grant_type: 'client_credential', appid, secret };
  const token = String((await simulator.call('POST', '/cgi-bin/stable_token', body)).json['access_token']);
  const image = { media_url: url, media_type: 2, version: 2, scene: 1, openid: 'oPictures', ...change };
  return (await simulator.call('POST', `/wxa/media_check_async?access_token=${token}`, image)).json;
};
const advance = (advanceMs: number) => simulator.call('POST', '/_control/clock', { advanceMs });
const pushed = (count: number) =>
  eventually(`${count} pushes came`, () => (shop.received.length >= count ? shop.received : undefined));
function open(body: string) {
  const { encodingAesKey } = pushSecrets(simulator.account);
  const encrypt = String(parsePush(body)['Encrypt']);
  const message = pushMessageOf(parsePush(decryptPush(encrypt, { encodingAesKey, appId: simulator.account.appId })));
  return { encrypt, message };
}

it.each([
  ['https://wx.qlogo.cn/fine', 'pass'],
  ['https://wx.qlogo.cn/risky', 'risky'],
  ['https://wx.qlogo.cn/review', 'review'],
  ['https://wx.qlogo.cn/unreadable', 'unreadable'],
])('of %s the verdict %s is pushed, encrypted and once', async (url, verdict) => {
  shop.answers.push(200);
  const { trace_id: traceId, errcode } = await submit(url);
  expect(errcode).toBe(0);
  await advance(1_000);
  const [push] = await pushed(1);
  const { message } = open(push?.body ?? '');
  expect(imageVerdictOf(message)).toEqual({ traceId, verdict });
  await advance(60_000);
  expect(shop.received).toHaveLength(1);
});

it('is signed as in safe mode', async () => {
  shop.answers.push(200);
  await submit('https://wx.qlogo.cn/fine');
  await advance(1_000);
  const [push] = await pushed(1);
  const query = new URL(push?.url ?? '', 'http://shop').searchParams;
  const { encrypt } = open(push?.body ?? '');
  const { token } = pushSecrets(simulator.account);
  const signed = { token, timestamp: query.get('timestamp') ?? '', nonce: query.get('nonce') ?? '' };
  expect(verifyPushSignature(signed, query.get('signature') ?? '')).toBe(true);
  expect(verifyPushSignature({ ...signed, encrypt }, query.get('msg_signature') ?? '')).toBe(true);
});

it('is pushed three times when it is not acknowledged, and then lost', async () => {
  shop.answers.push(500, 503, 401, 200);
  await submit('https://wx.qlogo.cn/fine');
  await advance(1_000);
  for (const attempt of [1, 2, 3]) {
    await pushed(attempt);
    await advance(5_000);
  }
  await advance(60_000);
  expect(shop.received).toHaveLength(3);
  expect(new Set(shop.received.map(({ body }) => open(body).message.id)).size).toBe(1);
});

it.each([
  [{ openid: 'oStranger' }, 61010],
  [{ media_type: 1 }, 47001],
  [{ version: 1 }, 47001],
  [{ scene: 5 }, 47001],
  [{ media_url: 'x' }, 47001],
])('refuses %j with %d', async (change, errcode) => {
  expect(await submit('https://wx.qlogo.cn/fine', change)).toMatchObject({ errcode });
});
