import { createVerify, generateKeyPairSync, X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { WechatPayClient } from '@minisuite/wechat';
import type { SignedCall } from './signed-fetch.js';
import { type Answer, startSimulator, type TestSimulator } from './start-simulator.js';

let simulator: TestSimulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.stop());

const path = '/v3/pay/transactions/jsapi';
const order = (change: object = {}) => ({
  appid: simulator.account.appId,
  mchid: simulator.account.mchId,
  description: '西湖龙井',
  out_trade_no: 'SIGNED_0001',
  notify_url: 'https://shop.example.com/notify',
  amount: { total: 2305 },
  payer: { openid: 'oPayer' },
  ...change,
});

function isSigned({ headers, text }: Answer, serial: string, key: string): boolean {
  const value = (name: string) => headers.get(`wechatpay-${name}`) ?? '';
  const message = `${value('timestamp')}\n${value('nonce')}\n${text}\n`;
  return (
    value('serial') === serial && createVerify('RSA-SHA256').update(message).verify(key, value('signature'), 'base64')
  );
}

describe('request signature', () => {
  it('accepts what the merchant signed', async () => {
    const answer = await simulator.signed({ path, body: order() });
    expect(answer.status).toBe(200);
    expect(answer.json['prepay_id']).toMatch(/^wx\d{14}[0-9a-f]{20}$/);
    expect(answer.headers.get('request-id')).toMatch(/-0$/);
  });

  it('covers the exact bytes of the body', async () => {
    const body = JSON.stringify(order());
    const answer = await simulator.signed({ path, body, sentBody: body.replace('2305', '1') });
    expect(answer.status).toBe(401);
    expect(answer.json).toMatchObject({
      code: 'SIGN_ERROR',
      detail: {
        detail: { issue: 'sign not match' },
        field: 'signature',
        location: 'authorization',
        sign_information: {
          method: 'POST',
          url: path,
          truncated_sign_message: expect.stringContaining('\n{"appid"\n'),
        },
      },
    });
    expect(answer.headers.get('wechatpay-signature')).toBeNull();
    expect(answer.headers.get('request-id')).toMatch(/-268443699$/);
    const spaced = await simulator.signed({ path, body, sentBody: `${body} ` });
    expect(spaced.status).toBe(401);
  });

  it.each<[string, string, () => Partial<SignedCall>]>([
    ['another private key', 'signature', () => ({ privateKey: strangersKey() })],
    ['a stale timestamp', 'timestamp', () => ({ timestamp: Math.floor(Date.now() / 1000) - 301 })],
    // Until it is looked at the future comes nearer.
    ['a timestamp of the future', 'timestamp', () => ({ timestamp: Math.floor(Date.now() / 1000) + 360 })],
    ['another mchid', 'mchid', () => ({ mchid: '1900000009' })],
    ['another serial', 'serial_no', () => ({ serial: simulator.account.platform.serial })],
    ['a strange nonce', 'nonce_str', () => ({ nonce: 'a b' })],
    ['no signature', 'authorization', () => ({ headers: { authorization: '' } })],
  ])('refuses %s and names %s', async (_case, field, change) => {
    const answer = await simulator.signed({ path, body: order(), ...change() });
    expect(answer.status).toBe(401);
    expect(answer.json).toMatchObject({ code: 'SIGN_ERROR', detail: { field, location: 'authorization' } });
  });

  it('follows the real clock, not the simulated one', async () => {
    await simulator.call('POST', '/_control/clock', { advanceMs: 3_600_000 });
    expect((await simulator.signed({ path, body: order() })).status).toBe(200);
    await simulator.call('POST', '/_control/reset');
  });
});

describe('response signature', () => {
  it('is made with the key that the request names, else with that of the platform certificate', async () => {
    const { publicKey, platform } = simulator.account;
    const body = order({ out_trade_no: 'SIGNED_0002' });
    const named = await simulator.signed({ path, body, headers: { 'wechatpay-serial': publicKey.id } });
    expect(isSigned(named, publicKey.id, publicKey.publicKey)).toBe(true);
    const unnamed = await simulator.signed({ path, body });
    const certificate = new X509Certificate(platform.certificate);
    expect(
      isSigned(unnamed, platform.serial, certificate.publicKey.export({ type: 'spki', format: 'pem' }).toString()),
    ).toBe(true);
  });

  it('is on the empty 204 of a close as well', async () => {
    const { publicKey, mchId: mchid } = simulator.account;
    const headers = { 'wechatpay-serial': publicKey.id };
    const close = { path: '/v3/pay/transactions/out-trade-no/SIGNED_0002/close', body: { mchid }, headers };
    const answer = await simulator.signed(close);
    expect([answer.status, answer.text]).toEqual([204, '']);
    expect(isSigned(answer, publicKey.id, publicKey.publicKey)).toBe(true);
  });

  it('satisfies a client that has to download the platform certificate first', async () => {
    const { mchId, appId, apiV3Key, merchant } = simulator.account;
    const { serial, privateKey } = merchant;
    const client = new WechatPayClient({ baseUrl: simulator.baseUrl, mchId, appId, apiV3Key, serial, privateKey });
    expect(await client.queryByOutTradeNo('SIGNED_0002')).toMatchObject({ tradeState: 'CLOSED' });
  });
});

function strangersKey(): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}
