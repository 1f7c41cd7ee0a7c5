import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DomainError } from '@minisuite/kernel';
import { type GatewayUnderTest, send, startGatewayUnderTest } from './gateway-under-test.js';

let gateway: GatewayUnderTest;
beforeAll(async () => void (gateway = await startGatewayUnderTest()));
afterAll(() => gateway.stop());
beforeEach(() => gateway.services.reset());

const webhooks = [
  ['payments', 'HandlePaymentNotification'],
  ['refunds', 'HandleRefundNotification'],
] as const;

const signature = {
  'Wechatpay-Signature': 's==',
  'Wechatpay-Serial': 'PUB_KEY_ID_1',
  'Wechatpay-Timestamp': '1',
  'Wechatpay-Nonce': 'n',
};

describe.each(webhooks)('the webhook of %s', (name, rpc) => {
  const url = () => `${gateway.url}/api/v1/webhooks/wechat-pay/${name}`;
  const notify = (body: string, headers: Record<string, string> = {}) =>
    send(url(), 'POST', { token: null, body, headers: { ...signature, ...headers } });
  beforeEach(() => gateway.services.on(rpc, () => ({})));

  it.each(['{ "id":"1",\n "x" : 1.0 ,"名": "\\u4e2d" }\n', '{"__proto__":1}', 'not json', '\ufeff{}'])(
    'passes %j on byte for byte',
    async (body) => {
      const answer = await notify(body);
      expect([answer.status, answer.text]).toEqual([204, '']);
      const [request] = gateway.services.requestsOf(rpc) as { headers: object; body: Buffer }[];
      expect(request?.body.equals(Buffer.from(body))).toBe(true);
      expect(request?.headers).toMatchObject({
        'wechatpay-signature': 's==',
        'wechatpay-serial': 'PUB_KEY_ID_1',
        'wechatpay-timestamp': '1',
        'wechatpay-nonce': 'n',
      });
    },
  );

  it.each([
    ['SIGNATURE_INVALID', 'unauthenticated', 401],
    ['VALIDATION_FAILED', 'invalid', 400],
    ['CONFLICT', 'conflict', 409],
    ['SERVICE_UNAVAILABLE', 'unavailable', 503],
  ] as const)('answers %s as WeChat Pay wants it', async (reason, kind, status) => {
    gateway.services.on(rpc, () => {
      throw new DomainError(kind, reason, 'inner words');
    });
    const answer = await notify('{}');
    expect(answer.status).toBe(status);
    expect(answer.json).toEqual({ code: 'FAIL', message: expect.any(String) });
    expect(answer.text).not.toContain('inner words');
  });

  it('asks to send it again when something broke', async () => {
    gateway.services.on(rpc, () => {
      throw new Error('broken');
    });
    expect(await notify('{}')).toMatchObject({ status: 500, json: { code: 'FAIL' } });
  });

  it('has a limit of its own', async () => {
    expect(await notify(`"${'x'.repeat(70_000)}"`)).toMatchObject({ status: 413, json: { code: 'FAIL' } });
    expect(gateway.services.calls).toEqual([]);
  });

  it('takes JSON only', async () => {
    expect(await notify('a=1', { 'content-type': 'text/plain' })).toMatchObject({
      status: 415,
      json: { code: 'FAIL' },
    });
  });

  it('leaves a call without a body to the signature check', async () => {
    expect((await send(url(), 'POST', { token: null })).status).toBe(204);
    expect((gateway.services.requestsOf(rpc)[0] as { body: Buffer }).body).toHaveLength(0);
  });
});
