import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '@minisuite/testing';
import { type MerchantServer, startMerchantServer } from './merchant-server.js';
import { paidTrade } from './paid-trade.js';
import { startSimulator, type TestSimulator } from './start-simulator.js';

let simulator: TestSimulator;
let merchant: MerchantServer;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.stop());
beforeEach(async () => {
  await simulator.call('POST', '/_control/reset');
  merchant = await startMerchantServer();
});
afterEach(() => merchant.stop());

interface Seen {
  at: string;
  attempt: number;
  id: string;
  duplicate: boolean;
  httpStatus?: number;
  error?: string;
}

// A port that no process is ever given.
const NOBODY = 'http://127.0.0.1:2/notify';
// Of the first four attempts, after the payment.
const DUE_MS = [0, 15_000, 30_000, 60_000];
const advance = (advanceMs: number) => simulator.call('POST', '/_control/clock', { advanceMs });
const faults = (notify: object) => simulator.call('PUT', '/_control/faults', { notify });

async function payOne(change: object = {}, notifyUrl = merchant.notifyUrl): Promise<unknown> {
  const expiresAt = new Date(Date.now() + 86_400_000);
  const order = { outTradeNo: 'NOTIFY_0001', description: '茶', amount: 100, openid: 'oPayer', notifyUrl, expiresAt };
  await simulator.pay.prepayJsapi(order);
  return (await simulator.call('POST', '/_control/pay', { outTradeNo: 'NOTIFY_0001', ...change })).json[
    'transactionId'
  ];
}

async function deliveries(): Promise<Seen[]> {
  const { items } = (await simulator.call('GET', '/_control/trades?outTradeNo=NOTIFY_0001')).json;
  return (items as { notifications: Seen[] }[])[0]?.notifications ?? [];
}

const delivered = (count: number) =>
  eventually(`${count} deliveries`, async () => {
    const seen = await deliveries();
    return seen.length >= count ? seen : undefined;
  });

async function opened(index = 0) {
  const { headers, body } = merchant.received[index] ?? { headers: {}, body: '' };
  return simulator.pay.notifications.parsePaymentNotification({ headers, body });
}

describe('payment notification', () => {
  it('comes signed by the public key and encrypted, and is told in the list of trades', async () => {
    const transactionId = await payOne();
    await delivered(1);
    expect(merchant.received[0]?.headers['wechatpay-serial']).toBe(simulator.account.publicKey.id);
    expect(merchant.received[0]?.body).not.toContain('oPayer');
    expect(await opened()).toMatchObject({
      eventType: 'TRANSACTION.SUCCESS',
      transaction: {
        transactionId,
        outTradeNo: 'NOTIFY_0001',
        tradeState: 'SUCCESS',
        appId: simulator.account.appId,
        mchId: simulator.account.mchId,
        payerOpenid: 'oPayer',
        amount: { total: 100, payerTotal: 100, currency: 'CNY' },
      },
    });
    expect(await deliveries()).toEqual([
      expect.objectContaining({ attempt: 1, duplicate: false, httpStatus: 204, at: expect.any(String) }),
    ]);
  });

  it('can be signed with the platform certificate', async () => {
    await payOne({ signWith: 'certificate' });
    await delivered(1);
    expect(merchant.received[0]?.headers['wechatpay-serial']).toBe(simulator.account.platform.serial);
    expect(await opened()).toMatchObject({ eventType: 'TRANSACTION.SUCCESS' });
  });

  it('is repeated on schedule with the same id and body until 200 or 204', async () => {
    merchant.answers.push(500, 202, 302, 200);
    const { now } = (await simulator.call('GET', '/_control/clock')).json;
    await payOne();
    for (const [count, wait] of [
      [1, 15_000],
      [2, 15_000],
      [3, 30_000],
    ] as const) {
      await delivered(count);
      await advance(wait - 5_000);
      await advance(5_000);
    }
    const seen = await delivered(4);
    // Simulated time goes on meanwhile: what came too early is known by when it was sent.
    const tooEarly = seen.filter(({ at }, n) => Date.parse(at) - Date.parse(String(now)) < (DUE_MS[n] ?? Infinity));
    expect(tooEarly).toEqual([]);
    expect(seen.map(({ attempt, httpStatus }) => [attempt, httpStatus])).toEqual([
      [1, 500],
      [2, 202],
      [3, 302],
      [4, 200],
    ]);
    expect(new Set(merchant.received.map(({ body }) => body)).size).toBe(1);
    expect(new Set(merchant.received.map(({ headers }) => headers['wechatpay-signature'])).size).toBe(4);
    await advance(86_400_000);
    expect(await deliveries()).toHaveLength(4);
  });

  it('is given up after 15 retries in a day', async () => {
    await payOne({}, NOBODY);
    await advance(25 * 3_600_000);
    const seen = await delivered(16);
    expect(seen.map(({ error }) => error)).toEqual(Array.from({ length: 16 }, () => 'ECONNREFUSED'));
    expect(seen.at(-1)?.attempt).toBe(16);
  });

  it('can come twice', async () => {
    await faults({ duplicate: 1 });
    await payOne();
    const seen = await delivered(2);
    expect(seen.map(({ attempt, duplicate }) => [attempt, duplicate]).sort()).toEqual([
      [1, false],
      [1, true],
    ]);
    expect(merchant.received).toHaveLength(2);
    expect((await opened(0)).id).toBe((await opened(1)).id);
  });

  it('can be lost on the way, and is sent again on schedule', async () => {
    await faults({ lose: 1 });
    await payOne();
    expect(await delivered(1)).toEqual([expect.objectContaining({ attempt: 1, error: 'lost' })]);
    expect(await simulator.pay.queryByOutTradeNo('NOTIFY_0001')).toMatchObject({ tradeState: 'SUCCESS' });
    expect(merchant.received).toHaveLength(0);
    await simulator.call('DELETE', '/_control/faults');
    await advance(15_000);
    expect((await delivered(2))[1]).toMatchObject({ attempt: 2, httpStatus: 204 });
  });

  it('is not sent again after a reset', async () => {
    merchant.answers.push(500);
    await payOne();
    await delivered(1);
    await simulator.call('POST', '/_control/reset');
    await advance(86_400_000);
    expect((await simulator.call('GET', '/_control/trades')).json).toEqual({ items: [] });
    expect(merchant.received).toHaveLength(1);
  });

  it('that is under way during a reset has no successor', async () => {
    const { promise, resolve: letAnswer } = Promise.withResolvers<void>();
    merchant.until = promise;
    merchant.answers.push(500);
    await payOne();
    await eventually('the notification', () => merchant.received.length === 1);
    await simulator.call('POST', '/_control/reset');
    letAnswer();
    await payOne();
    await delivered(1);
    await advance(86_400_000);
    await paidTrade(simulator, { outTradeNo: 'NOTIFY_0002', notifyUrl: merchant.notifyUrl });
    await eventually('the last notification', () => merchant.received.length >= 3);
    const [first] = merchant.received;
    expect(merchant.received.filter(({ body }) => body === first?.body)).toHaveLength(1);
  });
});

it('is signed with the platform certificate when the simulator is set up so', async () => {
  const other = await startSimulator({ SIMULATOR_NOTIFY_KEY: 'certificate' });
  const expiresAt = new Date(Date.now() + 86_400_000);
  const { notifyUrl } = merchant;
  await other.pay.prepayJsapi({
    outTradeNo: 'NOTIFY_2',
    description: '茶',
    amount: 1,
    openid: 'o',
    notifyUrl,
    expiresAt,
  });
  await other.call('POST', '/_control/pay', { outTradeNo: 'NOTIFY_2' });
  await eventually('the notification', () => merchant.received.length === 1);
  expect(merchant.received[0]?.headers['wechatpay-serial']).toBe(other.account.platform.serial);
  await other.stop();
});
