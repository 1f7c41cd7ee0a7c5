import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DomainError } from '@minisuite/kernel';
import { type GatewayUnderTest, send, startGatewayUnderTest } from './gateway-under-test.js';

let gateway: GatewayUnderTest;
beforeAll(async () => void (gateway = await startGatewayUnderTest()));
afterAll(() => gateway.stop());
beforeEach(() => gateway.services.reset());

const QUERY = 'signature=s&timestamp=1714037059&nonce=n&openid=o-secret';
const url = (query = QUERY) => `${gateway.url}/api/v1/webhooks/wechat/messages?${query}`;
const push = (body?: string, type = 'application/json', query = QUERY) =>
  send(url(query), 'POST', { token: null, body, headers: { 'content-type': type } });

describe('the address of the message push', () => {
  it('echoes as plain text what the user service lets it', async () => {
    gateway.services.on('VerifyPushUrl', () => ({ echo: '<b>4375120948345356249</b>' }));
    const answer = await send(url(`${QUERY}&echostr=4375`), 'GET', { token: null });
    expect([answer.status, answer.text]).toEqual([200, '<b>4375120948345356249</b>']);
    expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(gateway.services.requestsOf('VerifyPushUrl')).toEqual([
      { query: { signature: 's', timestamp: '1714037059', nonce: 'n', echostr: '4375' } },
    ]);
  });

  it('may be asked without anything, and twice the same', async () => {
    gateway.services.on('VerifyPushUrl', () => ({ echo: '' }));
    expect((await send(url('signature=a&signature=b&__proto__=x'), 'GET', { token: null })).status).toBe(200);
    expect(gateway.services.requestsOf('VerifyPushUrl')).toEqual([{ query: {} }]);
  });
});

describe('a push', () => {
  beforeEach(() => gateway.services.on('HandlePush', () => ({})));

  it.each([
    ['application/json', '{ "MsgType":"text",\n "x" : 1.0 ,"名": "\\u4e2d" }\n'],
    ['application/json', 'not json'],
    ['text/xml', '<xml><MsgType><![CDATA[text]]></MsgType></xml>'],
    ['application/xml; charset=utf-8', '\ufeff<xml/>'],
  ])('in %s goes on byte for byte and is answered as WeChat wants it', async (type, body) => {
    const answer = await push(body, type);
    expect([answer.status, answer.text]).toEqual([200, 'success']);
    const [request] = gateway.services.requestsOf('HandlePush') as { query: object; body: Buffer }[];
    expect(request?.body.equals(Buffer.from(body))).toBe(true);
    expect(request?.query).toEqual({ signature: 's', timestamp: '1714037059', nonce: 'n' });
  });

  it('in safe mode keeps what its signature is over', async () => {
    await push('{"Encrypt":"x"}', 'application/json', `${QUERY}&encrypt_type=aes&msg_signature=m`);
    const [request] = gateway.services.requestsOf('HandlePush') as { query: object }[];
    expect(request?.query).toMatchObject({ encrypt_type: 'aes', msg_signature: 'm' });
  });

  it.each([
    ['SIGNATURE_INVALID', 'unauthenticated', 401],
    ['VALIDATION_FAILED', 'invalid', 400],
    ['NOT_FOUND', 'not_found', 404],
    ['SERVICE_UNAVAILABLE', 'unavailable', 503],
  ] as const)('is refused with %s', async (reason, kind, status) => {
    gateway.services.on('HandlePush', () => {
      throw new DomainError(kind, reason, 'inner words');
    });
    const answer = await push('{}');
    expect(answer).toMatchObject({ status, json: { code: 'FAIL', message: expect.any(String) } });
    expect(answer.text).not.toContain('inner words');
  });

  it('of more than 64 KiB is refused before anybody reads it', async () => {
    for (const type of ['application/json', 'text/xml']) {
      expect(await push('x'.repeat(70_000), type)).toMatchObject({ status: 413, json: { code: 'FAIL' } });
      // The connection may be cut while so much is still being sent.
      const huge = await push('x'.repeat(5_000_000), type).then(
        ({ status }) => status,
        () => 413,
      );
      expect(huge).toBe(413);
    }
    expect(gateway.services.calls).toEqual([]);
  });

  it('is JSON or XML', async () => {
    expect(await push('a=1', 'text/plain')).toMatchObject({ status: 415, json: { code: 'FAIL' } });
  });

  it('without a body is left to the signature check', async () => {
    expect((await send(url(), 'POST', { token: null })).status).toBe(200);
  });
});

it('XML is taken nowhere else', async () => {
  const headers = { 'content-type': 'text/xml' };
  for (const path of ['/webhooks/wechat-pay/payments', '/auth/wechat-login']) {
    expect((await gateway.call('POST', path, { token: null, body: '<xml/>', headers })).status).toBe(415);
  }
  expect(gateway.services.calls).toEqual([]);
});
