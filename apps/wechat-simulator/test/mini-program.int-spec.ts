import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startSimulator, type TestSimulator } from './start-simulator.js';

let simulator: TestSimulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.stop());
beforeEach(() => simulator.call('POST', '/_control/reset'));

const openid = 'oLoginUser_1';
const advance = (advanceMs: number) => simulator.call('POST', '/_control/clock', { advanceMs });

async function loginCode(subject: object = { openid }): Promise<string> {
  return String((await simulator.call('POST', '/_control/login-codes', subject)).json['code']);
}

async function phoneCode(phoneNumber = '13800138000'): Promise<string> {
  return String((await simulator.call('POST', '/_control/phone-codes', { openid, phoneNumber })).json['code']);
}

function code2Session(code: string, change: Record<string, string> = {}) {
  const { appId: appid, appSecret: secret } = simulator.account;
  const values = { appid, secret, js_code: code, grant_type: 'authorization_code', ...change };
  return simulator.call('GET', `/sns/jscode2session?${new URLSearchParams(values).toString()}`);
}

async function stableToken(change: object = {}) {
  const { appId: appid, appSecret: secret } = simulator.account;
  const body = { grant_type: 'client_credential', appid, secret, ...change };
  return (await simulator.call('POST', '/cgi-bin/stable_token', body)).json;
}

async function getPhone(body: unknown, token?: string) {
  const accessToken = token ?? String((await stableToken())['access_token']);
  return simulator.call('POST', `/wxa/business/getuserphonenumber?access_token=${accessToken}`, body);
}

describe('auth.code2Session', () => {
  it('gives openid, a session key and the unionid, without an errcode', async () => {
    const { status, json } = await code2Session(await loginCode({ openid, unionid: 'uUnion' }));
    expect(status).toBe(200);
    expect(json).toMatchObject({ openid, unionid: 'uUnion' });
    expect(Buffer.from(String(json['session_key']), 'base64')).toHaveLength(16);
    expect(json).not.toHaveProperty('errcode');
  });

  it('takes a code once: 40163 afterwards, with a rid after a comma', async () => {
    const code = await loginCode();
    await code2Session(code);
    const { status, json } = await code2Session(code);
    expect([status, json['errcode']]).toEqual([200, 40163]);
    expect(json['errmsg']).toMatch(/^code been used, rid: [0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}$/);
  });

  it('lets only one of twenty at the same time have it', async () => {
    const code = await loginCode();
    const answers = await Promise.all(Array.from({ length: 20 }, () => code2Session(code)));
    expect(answers.filter(({ json }) => json['openid'] === openid)).toHaveLength(1);
    expect(answers.filter(({ json }) => json['errcode'] === 40163)).toHaveLength(19);
  });

  it('refuses an unknown code, an expired one and one of the phone button with 40029', async () => {
    const code = await loginCode();
    expect((await code2Session('unknown')).json['errcode']).toBe(40029);
    expect((await code2Session(await phoneCode())).json['errcode']).toBe(40029);
    await advance(5 * 60_000);
    expect((await code2Session(code)).json['errcode']).toBe(40029);
  });

  it.each([
    [40013, { appid: 'wxffffffffffffffff' }],
    [40125, { secret: 'wrong' }],
    [40002, { grant_type: 'client_credential' }],
    [41002, { appid: '' }],
    [41004, { secret: '' }],
    [41008, { js_code: '' }],
  ])('answers %d for %j and does not use the code up', async (errcode, change) => {
    const code = await loginCode();
    expect((await code2Session(code, change)).json['errcode']).toBe(errcode);
    expect((await code2Session(code)).json['openid']).toBe(openid);
  });

  it('finds no appid in a POST', async () => {
    expect((await simulator.call('POST', '/sns/jscode2session?appid=x', {})).json['errcode']).toBe(41002);
  });
});

describe('phonenumber.getPhoneNumber', () => {
  it('gives the number once', async () => {
    const code = await phoneCode();
    expect((await getPhone({ code, openid })).json).toMatchObject({
      errcode: 0,
      phone_info: {
        phoneNumber: '13800138000',
        purePhoneNumber: '13800138000',
        countryCode: '86',
        watermark: { appid: simulator.account.appId },
      },
    });
    expect((await getPhone({ code })).json['errcode']).toBe(40163);
  });

  it('refuses login codes, other users and expired codes', async () => {
    expect((await getPhone({ code: await loginCode() })).json['errcode']).toBe(40029);
    const code = await phoneCode('+1-2025550123');
    expect((await getPhone({ code, openid: 'oSomebodyElse' })).json['errcode']).toBe(40003);
    expect((await getPhone({ code })).json).toMatchObject({ phone_info: { phoneNumber: '+12025550123' } });
    const late = await phoneCode();
    await advance(5 * 60_000);
    expect((await getPhone({ code: late })).json['errcode']).toBe(40029);
  });

  it('looks at the token first, then at the body', async () => {
    expect((await getPhone('{', 'none')).json['errcode']).toBe(40001);
    expect((await simulator.call('POST', '/wxa/business/getuserphonenumber', {})).json['errcode']).toBe(41001);
    expect((await getPhone('{')).json['errcode']).toBe(47001);
    expect((await getPhone('')).json['errcode']).toBe(44002);
    expect((await getPhone({})).json['errcode']).toBe(41008);
    expect((await simulator.call('GET', '/wxa/business/getuserphonenumber')).json['errcode']).toBe(43002);
  });
});

describe('access tokens', () => {
  it('keeps the stable token and counts its time down', async () => {
    const first = await stableToken();
    expect(first).toMatchObject({ expires_in: 7200 });
    await advance(600_000);
    expect(await stableToken()).toEqual({ access_token: first['access_token'], expires_in: expect.any(Number) });
    const forced = await stableToken({ force_refresh: true });
    expect(forced['access_token']).not.toBe(first['access_token']);
    expect((await getPhone({}, String(first['access_token']))).json['errcode']).toBe(40001);
  });

  it('answers 42001 for an expired token', async () => {
    const { access_token: token } = await stableToken();
    await advance(7_200_000);
    expect((await getPhone({}, String(token))).json['errcode']).toBe(42001);
  });

  it('gives plain tokens by GET only', async () => {
    const { appId, appSecret } = simulator.account;
    const query = `grant_type=client_credential&appid=${appId}&secret=${appSecret}`;
    const { json } = await simulator.call('GET', `/cgi-bin/token?${query}`);
    expect(json).toEqual({ access_token: expect.stringMatching(/^\w{136}$/), expires_in: 7200 });
    expect((await simulator.call('POST', `/cgi-bin/token?${query}`, {})).json['errcode']).toBe(43001);
    expect((await simulator.call('GET', '/cgi-bin/stable_token')).json['errcode']).toBe(43002);
    expect((await stableToken({ secret: 'x' }))['errcode']).toBe(40125);
  });
});

describe('security.msgSecCheck', () => {
  const text = { content: '小明', version: 2, scene: 1, openid };
  async function check(change: object = {}) {
    const { access_token: token } = await stableToken();
    return (await simulator.call('POST', `/wxa/msg_sec_check?access_token=${String(token)}`, { ...text, ...change }))
      .json;
  }

  it.each([
    ['小明', 'pass', 100],
    ['卖 [review]', 'review', 21_000],
    ['卖 [risky]', 'risky', 20_001],
  ])('suggests for %s: %s', async (content, suggest, label) => {
    await code2Session(await loginCode());
    expect(await check({ content })).toMatchObject({
      errcode: 0,
      trace_id: expect.stringMatching(/^[0-9a-f]{32}$/),
      result: { suggest, label },
      detail: [{ strategy: 'content_model', errcode: 0, suggest, label }],
    });
  });

  it('knows only users who have been in the mini-program', async () => {
    expect(await check({ openid: 'oNobody' })).toMatchObject({ errcode: 61_010 });
  });

  it.each([
    [{ content: '' }, 44_002],
    [{ content: 'x'.repeat(2501) }, 47_001],
    [{ version: 1 }, 47_001],
    [{ scene: 5 }, 47_001],
    [{ openid: undefined }, 40_003],
  ])('refuses %j with %i', async (change, errcode) => {
    await code2Session(await loginCode());
    expect(await check(change)).toMatchObject({ errcode });
  });
});
