import { describe, expect, it } from '@jest/globals';
import { fakeFetch, type SeenRequest } from '../../test/fake-pay.js';
import { MiniProgramClient } from '../index.js';

const APP_ID = 'wx0000000000000001';
const RID = 'rid: 6129ee10-272863a4-64d75414';

function clientThat(respond: (request: SeenRequest) => Response) {
  const fake = fakeFetch(respond);
  const replaced: string[] = [];
  const tokens = {
    get: async () => 'token-1',
    replace: async (refused: string) => {
      replaced.push(refused);
      return 'token-2';
    },
  };
  const options = { baseUrl: 'https://api.example', appId: APP_ID, secret: 'top-secret', tokens, fetch: fake.fetch };
  return { client: new MiniProgramClient(options), seen: fake.seen, replaced };
}

const plain = (body: unknown) => new Response(JSON.stringify(body), { headers: { 'Content-Type': 'text/plain' } });
const phone = (appid: string) => ({
  errcode: 0,
  errmsg: 'ok',
  phone_info: {
    phoneNumber: '+44 7000000000',
    purePhoneNumber: '7000000000',
    countryCode: '44',
    watermark: { timestamp: 1, appid },
  },
});

describe('MiniProgramClient', () => {
  it('exchanges a login code by GET, whatever the content type of the answer', async () => {
    const { client, seen } = clientThat(() => plain({ openid: 'oA', session_key: 'k==', unionid: 'u', expires_in: 7 }));
    await expect(client.codeToSession('c&d')).resolves.toEqual({ openid: 'oA', sessionKey: 'k==', unionid: 'u' });
    const expected = `https://api.example/sns/jscode2session?appid=${APP_ID}&secret=top-secret&js_code=c%26d&grant_type=authorization_code`;
    expect(seen).toMatchObject([{ method: 'GET', url: expected }]);
  });

  it.each([
    [40029, 'code_invalid', false],
    [40163, 'code_invalid', false],
    [40226, 'user_blocked', false],
    [45011, 'rate_limited', true],
    [-1, 'unavailable', true],
    [40125, 'misconfigured', false],
    [99999, 'other', false],
  ])('names errcode %i %s', async (errcode, kind, retryable) => {
    const { client } = clientThat(() => plain({ errcode, errmsg: `failed, ${RID}` }));
    const failing = client.codeToSession('c');
    await expect(failing).rejects.toMatchObject({ errcode, kind, retryable, errmsg: `failed, ${RID}` });
    await expect(failing).rejects.not.toThrow('top-secret');
  });

  it.each([
    ['HTTP 502', () => new Response('bad gateway', { status: 502 })],
    ['HTML', () => new Response('<html>')],
    ['no openid', () => plain({ session_key: 'k' })],
  ])('calls %s unavailable', async (_what, respond) => {
    const { client } = clientThat(respond);
    await expect(client.codeToSession('c')).rejects.toMatchObject({ kind: 'unavailable', errcode: undefined });
  });

  it('fetches a phone number with the token in the query', async () => {
    const { client, seen } = clientThat(() => plain(phone(APP_ID)));
    const expected = { phoneNumber: '+44 7000000000', purePhoneNumber: '7000000000', countryCode: '44' };
    await expect(client.getPhoneNumber('c', 'oA')).resolves.toEqual(expected);
    expect(seen[0]).toMatchObject({
      method: 'POST',
      url: 'https://api.example/wxa/business/getuserphonenumber?access_token=token-1',
      body: '{"code":"c","openid":"oA"}',
    });
  });

  it('does not believe the phone number of another appid', async () => {
    const { client } = clientThat(() => plain(phone('wx0000000000000002')));
    await expect(client.getPhoneNumber('c')).rejects.toMatchObject({ kind: 'untrusted', retryable: false });
  });

  it.each([40001, 40014, 42001])('replaces a token refused with %i and tries once more', async (errcode) => {
    const { client, seen, replaced } = clientThat(({ url }) =>
      plain(url.endsWith('token-2') ? phone(APP_ID) : { errcode, errmsg: 'invalid credential' }),
    );
    await expect(client.getPhoneNumber('c')).resolves.toMatchObject({ countryCode: '44' });
    expect(replaced).toEqual(['token-1']);
    expect(seen).toHaveLength(2);
  });

  it('gives up when the second token is refused too', async () => {
    const { client, seen } = clientThat(() => plain({ errcode: 40001, errmsg: 'invalid credential' }));
    await expect(client.getPhoneNumber('c')).rejects.toMatchObject({ kind: 'token_invalid' });
    expect(seen).toHaveLength(2);
  });

  it('sends a subscribe message with fitting values and keeps every digit of its id', async () => {
    const { client, seen } = clientThat(() => new Response('{"errcode":0,"errmsg":"ok","msgid":1864170532413456391}'));
    const data = { thing1: '手工陶瓷杯\n两只装，附赠木质杯垫与礼盒包装一套', amount2: '¥19.90', phrase3: '已支付' };
    const sent = client.sendSubscribeMessage({ openid: 'oA', templateId: 't', data, page: 'pages/order?id=1' });
    await expect(sent).resolves.toEqual({ msgId: '1864170532413456391' });
    expect(JSON.parse(seen[0]?.body ?? '')).toEqual({
      touser: 'oA',
      template_id: 't',
      page: 'pages/order?id=1',
      data: {
        thing1: { value: '手工陶瓷杯 两只装，附赠木质杯垫与礼盒…' },
        amount2: { value: '¥19.90' },
        phrase3: { value: '已支付' },
      },
      miniprogram_state: 'formal',
      lang: 'zh_CN',
    });
    expect(seen[0]?.body).toContain('手工陶瓷杯');
  });

  it.each(['pass', 'review', 'risky'])('asks what WeChat thinks of a text: %s', async (suggest) => {
    const { client, seen } = clientThat(() => plain({ errcode: 0, errmsg: 'ok', result: { suggest, label: 100 } }));
    const text = { content: '小明', scene: 'profile', openid: 'oA', nickname: '小明' } as const;
    await expect(client.checkText(text)).resolves.toBe(suggest);
    expect(seen[0]?.url).toBe('https://api.example/wxa/msg_sec_check?access_token=token-1');
    expect(JSON.parse(seen[0]?.body ?? '')).toEqual({
      version: 2,
      content: '小明',
      scene: 1,
      openid: 'oA',
      nickname: '小明',
    });
  });

  it('does not take an answer without a suggestion for a pass', async () => {
    const { client } = clientThat(() => plain({ errcode: 0, errmsg: 'ok' }));
    const text = { content: 'x', scene: 'comment', openid: 'oA' } as const;
    await expect(client.checkText(text)).rejects.toMatchObject({ kind: 'unavailable' });
  });

  it.each([
    [43101, 'not_subscribed', false],
    [47003, 'invalid_argument', false],
    [43108, 'rate_limited', true],
    [40037, 'misconfigured', false],
  ])('says what errcode %i means for a message: %s', async (errcode, kind, retryable) => {
    const { client, seen } = clientThat(() => plain({ errcode, errmsg: `no ${RID}` }));
    const message = { openid: 'oA', templateId: 't', data: { thing1: 'x' } };
    await expect(client.sendSubscribeMessage(message)).rejects.toMatchObject({ errcode, kind, retryable });
    expect(seen).toHaveLength(1);
  });
});
