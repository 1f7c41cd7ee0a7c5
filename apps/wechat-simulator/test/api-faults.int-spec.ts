import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type AccessTokens, MiniProgramClient, WechatApiError, type WechatPayClient } from '@minisuite/wechat';
import { paidTrade } from './paid-trade.js';
import { startSimulator, type TestSimulator } from './start-simulator.js';

let simulator: TestSimulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.stop());
beforeEach(() => simulator.call('POST', '/_control/reset'));

const faults = (body: object) => simulator.call('PUT', '/_control/faults', body);
const clear = () => simulator.call('DELETE', '/_control/faults');
const expiresAt = new Date(Date.now() + 3_600_000);
const order = { outTradeNo: 'FAULTS_0001', description: '茶', amount: 1000, openid: 'oPayer', expiresAt };
const notifyUrl = 'http://127.0.0.1:9/notify';
const refund = { outTradeNo: 'FAULTS_0001', outRefundNo: 'R1', refund: 400, total: 1000 };
const items = async (path: string) => (await simulator.call('GET', `/_control/${path}`)).json['items'];

// What loses its connection does so within the first, and what waits does so for longer than the second.
const patient = () => simulator.payWithin(3_500);
const impatient = () => simulator.payWithin(1_000);

/** The same call by each of these: every second one loses its connection at once, the others wait. */
async function endings(
  clients: readonly WechatPayClient[],
  call: (client: WechatPayClient) => Promise<unknown>,
): Promise<unknown[]> {
  const seen: unknown[] = [];
  for (const client of clients) {
    seen.push(
      await call(client).then(
        () => 'answered',
        ({ code }: { code: string }) => code,
      ),
    );
  }
  return seen;
}

describe('WeChat Pay', () => {
  it('is too busy, and has done nothing', async () => {
    await faults({ api: { errorRate: 1 } });
    const busy = { httpStatus: 500, code: 'SYSTEMERROR', outcome: 'unknown', retryable: true };
    await expect(simulator.pay.prepayJsapi({ ...order, notifyUrl })).rejects.toMatchObject(busy);
    await expect(simulator.pay.tradeBill({ billDate: '2026-03-01' })).rejects.toMatchObject(busy);
    expect(await items('trades')).toEqual([]);
    await clear();
    await paidTrade(simulator, order);
    await faults({ api: { errorRate: 1 } });
    await expect(simulator.pay.createRefund(refund)).rejects.toMatchObject(busy);
    await expect(simulator.pay.queryRefund('R1')).rejects.toMatchObject(busy);
    expect(await items('refunds')).toEqual([]);
  });

  it('still checks signatures, and hands out certificates', async () => {
    await faults({ api: { errorRate: 1 } });
    const wrong = await simulator.signed({ path: '/v3/pay/transactions/id/1?mchid=1', mchid: '1900000009' });
    expect(wrong.status).toBe(401);
    expect((await simulator.signed({ path: '/v3/certificates' })).status).toBe(200);
    expect((await simulator.call('GET', '/_control/trades')).status).toBe(200);
  });

  it('never answers, and has done nothing', async () => {
    await faults({ api: { timeoutRate: 1 } });
    const clients = [patient(), impatient(), patient(), impatient()];
    const seen = await endings(clients, (client) => client.prepayJsapi({ ...order, notifyUrl }));
    expect(seen).toEqual(['NETWORK', 'TIMEOUT', 'NETWORK', 'TIMEOUT']);
    expect(await items('trades')).toEqual([]);
  });

  it('hangs up by itself after some seconds', async () => {
    await faults({ api: { timeoutRate: 1 } });
    const started = performance.now();
    const endless = simulator.payWithin(20_000);
    const seen = await endings([endless, endless], (client) => client.close('FAULTS_0001'));
    expect(seen).toEqual(['NETWORK', 'NETWORK']);
    expect(performance.now() - started).toBeGreaterThan(3_000);
  });

  it('never answers, and has done everything', async () => {
    const lost = { api: { executeThenTimeoutRate: 1 } };
    const clients = [patient(), impatient()];
    await faults(lost);
    const prepay = (client: WechatPayClient) => client.prepayJsapi({ ...order, notifyUrl });
    expect(await endings(clients, prepay)).toEqual(['NETWORK', 'TIMEOUT']);
    expect(await items('trades')).toMatchObject([{ outTradeNo: 'FAULTS_0001', state: 'NOTPAY' }]);
    await simulator.call('POST', '/_control/pay', { outTradeNo: 'FAULTS_0001' });
    expect(await endings(clients, (client) => client.createRefund(refund))).toEqual(['NETWORK', 'TIMEOUT']);
    expect(await items('refunds')).toMatchObject([{ outRefundNo: 'R1', amount: 400 }]);
    const query = (client: WechatPayClient) => client.queryByOutTradeNo('FAULTS_0001');
    expect(await endings(clients, query)).toEqual(['NETWORK', 'TIMEOUT']);
    await clear();
    await simulator.pay.prepayJsapi({ ...order, outTradeNo: 'FAULTS_0002', notifyUrl });
    await faults(lost);
    await expect(patient().close('FAULTS_0002')).rejects.toMatchObject({ outcome: 'unknown' });
    expect(await items('trades?outTradeNo=FAULTS_0002')).toMatchObject([{ state: 'CLOSED' }]);
  });

  it('never answers with a refusal either', async () => {
    await faults({ api: { executeThenTimeoutRate: 1 } });
    await expect(simulator.pay.queryByOutTradeNo('NEVER_MADE')).rejects.toMatchObject({ code: 'NETWORK' });
  });

  it('is slow', async () => {
    await simulator.pay.prepayJsapi({ ...order, notifyUrl });
    await faults({ api: { latencyMs: 300 } });
    const inVain = simulator.payWithin(150).queryByOutTradeNo('FAULTS_0001');
    await expect(inVain).rejects.toMatchObject({ code: 'TIMEOUT' });
    const started = performance.now();
    expect(await simulator.pay.queryByOutTradeNo('FAULTS_0001')).toMatchObject({ tradeState: 'NOTPAY' });
    expect(performance.now() - started).toBeGreaterThanOrEqual(290);
  });
});

describe('the mini-program', () => {
  const stable = async () => {
    const { appId: appid, appSecret: secret } = simulator.account;
    const body = { grant_type: 'client_credential', appid, secret };
    return simulator.call('POST', '/cgi-bin/stable_token', body);
  };

  function clientWith(token: string): MiniProgramClient {
    const tokens: Pick<AccessTokens, 'get' | 'replace'> = {
      get: async () => token,
      replace: async () => String((await stable()).json['access_token']),
    };
    const { appId, appSecret: secret } = simulator.account;
    return new MiniProgramClient({ baseUrl: simulator.baseUrl, appId, secret, tokens });
  }

  const phoneCode = async () => {
    const body = { openid: 'oA', phoneNumber: '13800138000' };
    return String((await simulator.call('POST', '/_control/phone-codes', body)).json['code']);
  };

  it('is too busy: -1, and a code stays good', async () => {
    const client = clientWith(String((await stable()).json['access_token']));
    const code = await phoneCode();
    await faults({ api: { errorRate: 1 } });
    await expect(client.getPhoneNumber(code)).rejects.toMatchObject({ errcode: -1, kind: 'unavailable' });
    expect((await stable()).json).toMatchObject({ errcode: -1 });
    await clear();
    await expect(client.getPhoneNumber(code)).resolves.toMatchObject({ countryCode: '86' });
  });

  it('uses a code up and never answers', async () => {
    const client = clientWith(String((await stable()).json['access_token']));
    const code = await phoneCode();
    await faults({ api: { executeThenTimeoutRate: 1 } });
    await expect(client.getPhoneNumber(code)).rejects.toBeInstanceOf(WechatApiError);
    await clear();
    await expect(client.getPhoneNumber(code)).rejects.toMatchObject({ errcode: 40163 });
  });

  it('blocks a login, and the code stays used', async () => {
    const client = clientWith('');
    const code = String((await simulator.call('POST', '/_control/login-codes', { openid: 'oA' })).json['code']);
    await faults({ login: { blocked: 1 } });
    await expect(client.codeToSession(code)).rejects.toMatchObject({ errcode: 40226, kind: 'user_blocked' });
  });

  it('ends every token that was issued, once', async () => {
    const token = String((await stable()).json['access_token']);
    await faults({ token: { expireNow: true } });
    const refused = await simulator.call('POST', `/wxa/business/getuserphonenumber?access_token=${token}`, {
      code: 'x',
    });
    expect(refused.json['errcode']).toBe(42001);
    await expect(clientWith(token).getPhoneNumber(await phoneCode())).resolves.toMatchObject({ countryCode: '86' });
  });
});
