import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { metrics } from '@minisuite/service';
import { eventually } from '@minisuite/testing';
import {
  type Answer,
  type CallOptions,
  type GatewayUnderTest,
  startGatewayUnderTest,
  token,
} from './gateway-under-test.js';
import { session } from './route-answers.js';
import { samples } from './samples.js';
import { headOfOrder, open } from './slow-order.js';

// Longer than the pause between two looks at the event loop and what it may be late: whoever keeps it busy keeps it late.
const WORK_MS = 30;
const LATE_MS = 5;
// More than the 64 that always find room, but so few that on a busy machine the last of them is not out of time.
const AT_A_TIME = 80;
const SLOW_SENDERS = 200;
// Other tests want the same cores, and who is refused asks again at once.
const DEADLINE_MS = 120_000;
jest.setTimeout(2 * DEADLINE_MS);

let gateway: GatewayUnderTest;
let working = true;
let turn = Promise.resolve();
beforeAll(async () => {
  gateway = await startGatewayUnderTest({ shedDelayMs: LATE_MS });
  gateway.services.on('LoginWithWechat', async () => {
    turn = turn.then(() => new Promise((resolve) => setImmediate(() => resolve(work()))));
    await turn;
    return { tokens: samples.tokens, user: samples.profile };
  });
  gateway.services.on('HandlePaymentNotification', () => ({}));
});
afterAll(() => gateway.stop());
afterEach(() => void jest.restoreAllMocks());

// One request in each turn of the event loop, which is that of the gateway too: while anybody waits, each turn is late.
function work(): void {
  const until = performance.now() + (working ? WORK_MS : 0);
  while (performance.now() < until);
}

const body = { code: 'c', device: { platform: 'ios', id: 'phone-0123456789' } };
/** WeChat may take long for it, so that nobody is refused but for the event loop. */
const login = (options: CallOptions = {}) =>
  gateway.call('POST', '/auth/wechat-login', { token: null, body, ...options });

/** Many who ask again as soon as they are answered, until it is done. */
async function flood(ask: () => Promise<Answer>, isDone: (answers: Answer[]) => boolean): Promise<Answer[]> {
  const answers: Answer[] = [];
  const end = Date.now() + DEADLINE_MS;
  const keepAsking = async () => {
    while (!isDone(answers) && Date.now() < end) answers.push(await ask());
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, keepAsking));
  expect(isDone(answers)).toBe(true);
  return answers;
}

const overload = (options: CallOptions = {}) =>
  flood(
    () => login(options),
    (answers) => answers.filter(({ status }) => status === 503).length >= 5,
  );

describe('a gateway with more to do than it can', () => {
  it('refuses some at once, and serves the others', async () => {
    const answers = await overload();
    const refused = answers.filter(({ status }) => status === 503);
    const served = answers.filter(({ status }) => status === 200);
    expect(refused.length + served.length).toBe(answers.length);
    expect(served.length).toBeGreaterThan(0);
    for (const { json } of served) expect(json['data']).toEqual(session);
    for (const { json, headers } of refused) {
      const requestId = headers.get('x-request-id');
      expect(json).toEqual({
        code: 50_301,
        message: 'The service is not available.',
        reason: 'SERVICE_UNAVAILABLE',
        details: [],
        requestId,
      });
      expect(requestId).toMatch(/^[\w-]{8,}$/);
      expect(headers.get('retry-after')).toBe('2');
    }
  });

  it('says so in the language of the caller, and under the name of the request', async () => {
    const answers = await overload({ headers: { 'accept-language': 'zh-CN', 'x-request-id': 'mine-0001' } });
    const refused = answers.find(({ status }) => status === 503);
    expect(refused?.json).toMatchObject({ message: '服务暂不可用，请稍后再试。', requestId: 'mine-0001' });
    expect(refused?.headers.get('x-request-id')).toBe('mine-0001');
  });

  it('asks no service for those it refuses', async () => {
    gateway.services.calls.length = 0;
    const answers = await overload();
    const asked = gateway.services.requestsOf('LoginWithWechat').length;
    expect(asked).toBeGreaterThanOrEqual(answers.filter(({ status }) => status === 200).length);
    expect(asked).toBeLessThanOrEqual(answers.filter(({ status }) => status !== 503).length);
  });

  it('takes every notification of WeChat Pay', async () => {
    const headers = {
      'Wechatpay-Signature': 's==',
      'Wechatpay-Serial': 'PUB_KEY_ID_1',
      'Wechatpay-Timestamp': '1',
      'Wechatpay-Nonce': 'n',
    };
    const notify = () =>
      gateway.call('POST', '/webhooks/wechat-pay/payments', { token: null, body: '{"id":"1"}', headers });
    const taken: number[] = [];
    const flood = { isOver: false };
    const keepNotifying = async () => {
      while (!flood.isOver) taken.push((await notify()).status);
    };
    await Promise.all([overload().finally(() => (flood.isOver = true)), keepNotifying(), keepNotifying()]);
    for (let more = 0; more < 20; more += 1) taken.push((await notify()).status);
    expect(new Set(taken)).toEqual(new Set([204]));
  });

  it('gives no place to those who have not sent all of their request', async () => {
    await overload();
    const senders = Array.from({ length: SLOW_SENDERS }, () => open(gateway));
    await Promise.all(senders.map((socket) => once(socket, 'connect')));
    for (const socket of senders) socket.write(`${headOfOrder(100)}{`);
    working = false;
    const statuses: number[] = [];
    for (let asked = 0; asked < 20; asked += 1) statuses.push((await login()).status);
    for (const socket of senders) socket.destroy();
    working = true;
    expect(new Set(statuses)).toEqual(new Set([200]));
  });

  it('serves everybody again when there is less to do', async () => {
    await overload();
    working = false;
    const twenty = async () => {
      for (let served = 0; served < 20; served += 1) if ((await login()).status !== 200) return false;
      return true;
    };
    await eventually('everybody is served', twenty, DEADLINE_MS);
  });
});

describe('a gateway in front of a service with more to do than it can', () => {
  const SLOW_MS = 700;
  const LOOK_MS = 250;
  let answerMs: number;
  let gateway: GatewayUnderTest;
  beforeAll(async () => {
    // Its event loop may be as late as it likes.
    gateway = await startGatewayUnderTest({ shedDelayMs: 10_000 });
    const later = async () => await new Promise((resolve) => setTimeout(resolve, answerMs));
    gateway.services.on('ListOrders', async () => {
      await later();
      return { orders: [], nextCursor: '' };
    });
    gateway.services.on('ListMessages', async () => {
      await later();
      return { messages: [], nextCursor: '' };
    });
    gateway.services.on('LoginWithWechat', async () => {
      await later();
      return { tokens: samples.tokens, user: samples.profile };
    });
    gateway.services.on('ListProducts', () => ({ products: [samples.product], nextCursor: '' }));
  });
  beforeEach(() => void (answerMs = SLOW_MS));
  afterAll(() => gateway.stop());

  const refusedOf = (answers: Answer[]) => answers.filter(({ json }) => json['reason'] === 'SERVICE_UNAVAILABLE');
  const orders = () => gateway.call('GET', '/orders');
  const untilRefused = (answers: Answer[]) => refusedOf(answers).length >= 50;

  it('refuses some of those who ask for it without asking it, and serves the others', async () => {
    gateway.services.calls.length = 0;
    const answers = await flood(orders, untilRefused);
    const served = answers.filter(({ status }) => status === 200);
    expect(served.length + refusedOf(answers).length).toBe(answers.length);
    expect(gateway.services.requestsOf('ListOrders')).toHaveLength(served.length);
  });

  it('serves everybody who asks for something else', async () => {
    const others: number[] = [];
    const ordersOrProducts = async () => {
      const answer = await orders();
      if (refusedOf([answer]).length > 0) others.push((await gateway.call('GET', '/products', { token: null })).status);
      return answer;
    };
    await flood(ordersOrProducts, untilRefused);
    expect(others.length).toBeGreaterThanOrEqual(50);
    expect(new Set(others)).toEqual(new Set([200]));
  });

  it('tells which operation it was', async () => {
    await flood(orders, untilRefused);
    expect(await metrics().metrics()).toMatch(/minisuite_http_shed_total\{operation="GET \/orders"\} [1-9]/);
  });

  it('refuses nobody because WeChat takes long', async () => {
    const loginHere = () => gateway.call('POST', '/auth/wechat-login', { token: null, body });
    const answers = await flood(loginHere, ({ length }) => length >= 5 * AT_A_TIME);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  });

  it('does not take quick refusals for a quick service', async () => {
    let turn = 0;
    const anybody = () => gateway.call('GET', '/messages', { token: (turn += 1) % 5 > 0 ? 'none' : token() });
    const answers = await flood(anybody, untilRefused);
    expect(answers.filter(({ status }) => status === 401).length).toBeGreaterThan(answers.length / 2);
  });

  it('serves all of them again when it is quick', async () => {
    await flood(orders, untilRefused);
    answerMs = 0;
    // By this clock an answer takes no time, however busy the machine is, and from one try to the next it is time to look at the limit.
    let time = performance.now();
    const now = jest.spyOn(performance, 'now');
    const all = async () => {
      now.mockReturnValue((time += LOOK_MS));
      const answers = await Promise.all(Array.from({ length: AT_A_TIME }, orders));
      return answers.every(({ status }) => status === 200);
    };
    await eventually('everybody is served', all, DEADLINE_MS);
  });
});
