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

const control = (path: string, body: object) => simulator.call('POST', `/_control/${path}`, body);
const pay = (change: object = {}) => control('pay', { outTradeNo: 'LATE_0001', ...change });
const refused = async (answer: ReturnType<typeof control>) => {
  const { status, json } = await answer;
  return `${status} ${String(json['code'])}`;
};
const stateOf = async () => (await simulator.pay.queryByOutTradeNo('LATE_0001')).tradeState;
const amount = 2305;

async function prepay(lifeMs = 3_600_000): Promise<void> {
  const expiresAt = new Date(Date.now() + lifeMs);
  const order = { outTradeNo: 'LATE_0001', description: '茶', amount, openid: 'oPayer', expiresAt };
  await simulator.pay.prepayJsapi({ ...order, notifyUrl: merchant.notifyUrl });
}

describe('a payment with force', () => {
  it('goes through for an order that the merchant has closed, and is told like any other', async () => {
    await prepay();
    await simulator.pay.close('LATE_0001');
    expect(await refused(pay())).toBe('409 TRADE_CLOSED');
    const { transactionId } = (await pay({ force: true })).json;
    expect(await simulator.pay.queryByOutTradeNo('LATE_0001')).toMatchObject({ tradeState: 'SUCCESS', transactionId });
    const told = await eventually('it is told', () => merchant.received[0]);
    expect(await simulator.pay.notifications.parsePaymentNotification(told)).toMatchObject({
      transaction: { outTradeNo: 'LATE_0001', transactionId, tradeState: 'SUCCESS' },
    });
    await expect(simulator.pay.close('LATE_0001')).rejects.toMatchObject({ code: 'ORDERPAID' });
  });

  it.each([
    ['past its time_expire', 90_000, 100_000, 'TRADE_EXPIRED'],
    ['whose prepay_id is too old', 86_400_000, 2 * 3_600_000, 'PREPAY_EXPIRED'],
    ['that WeChat has closed by itself', 86_400_000, 7 * 86_400_000, 'TRADE_CLOSED'],
  ])('goes through for an order %s', async (_what, lifeMs, advanceMs, code) => {
    await prepay(lifeMs);
    await control('clock', { advanceMs });
    expect(await refused(pay())).toBe(`409 ${code}`);
    expect((await pay({ force: true })).status).toBe(200);
    expect(await stateOf()).toBe('SUCCESS');
  });

  it('is made once, also of ten at the same time', async () => {
    await prepay();
    await control('close', { outTradeNo: 'LATE_0001' });
    const answers = await Promise.all(Array.from({ length: 10 }, () => pay({ force: true })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 9 }, () => 409)]);
    expect(await refused(pay({ force: true }))).toBe('409 TRADE_PAID');
  });

  it('needs an order', async () => {
    expect(await refused(pay({ force: true }))).toBe('404 TRADE_NOT_FOUND');
  });

  it('can be refunded', async () => {
    await prepay();
    await control('close', { outTradeNo: 'LATE_0001' });
    await pay({ force: true });
    await simulator.pay.createRefund({ outTradeNo: 'LATE_0001', outRefundNo: 'R1', refund: amount, total: amount });
    await eventually('it has gone back', async () => (await simulator.pay.queryRefund('R1')).status === 'SUCCESS');
  });
});

describe('closing in the console', () => {
  const close = (outTradeNo = 'LATE_0001') => control('close', { outTradeNo });

  it('closes an order that the merchant still takes for open, as often as one likes', async () => {
    await prepay();
    expect((await close()).json).toEqual({ state: 'CLOSED' });
    expect((await close()).status).toBe(200);
    expect(await stateOf()).toBe('CLOSED');
    expect(await refused(pay())).toBe('409 TRADE_CLOSED');
  });

  it('is refused for an order that is paid, and for one that is none', async () => {
    await prepay();
    await pay();
    expect(await refused(close())).toBe('409 TRADE_PAID');
    expect(await stateOf()).toBe('SUCCESS');
    expect(await refused(close('NEVER_MADE'))).toBe('404 TRADE_NOT_FOUND');
  });
});

describe('settling a refund in the console', () => {
  const settle = (status: string, outRefundNo = 'R1') => control('refunds/settle', { outRefundNo, status });
  const statusOf = async () => (await simulator.pay.queryRefund('R1')).status;
  const funds = async () => (await simulator.call('GET', '/_control/funds')).json['available'];
  const told = (count: number) =>
    eventually(`${count} notifications`, () => {
      if (merchant.received.length < count) return undefined;
      const { notifications } = simulator.pay;
      return Promise.all(
        merchant.received.map(async (each) => (await notifications.parseRefundNotification(each)).refund.status),
      );
    });

  async function refund(faults: object): Promise<void> {
    await paidTrade(simulator, { outTradeNo: 'LATE_0001', amount, notifyUrl: 'http://127.0.0.1:9/notify' });
    await simulator.call('PUT', '/_control/faults', { refund: faults });
    await simulator.call('PUT', '/_control/funds', { available: amount });
    const request = { outTradeNo: 'LATE_0001', outRefundNo: 'R1', refund: amount, total: amount };
    await simulator.pay.createRefund({ ...request, notifyUrl: merchant.notifyUrl });
  }

  it.each([
    ['SUCCESS', 0],
    ['CLOSED', amount],
  ])('ends an ABNORMAL one as %s, and tells it', async (status, available) => {
    await refund({ delayMs: 0, abnormal: 1 });
    expect(await told(1)).toEqual(['ABNORMAL']);
    expect((await settle(status)).json).toEqual({ status });
    expect(await statusOf()).toBe(status);
    expect(await told(2)).toEqual(['ABNORMAL', status]);
    expect(await funds()).toBe(available);
  });

  it.each([
    ['SUCCESS', 0],
    ['CLOSED', amount],
  ])('ends one that is under way as %s, and the bank has nothing more to say', async (status, available) => {
    await refund({ delayMs: 60_000, closed: 1 });
    expect(await statusOf()).toBe('PROCESSING');
    await settle(status);
    await control('clock', { advanceMs: 120_000 });
    expect(await told(1)).toEqual([status]);
    expect(await statusOf()).toBe(status);
    expect(await funds()).toBe(available);
  });

  it('happens once, also of ten at the same time', async () => {
    await refund({ delayMs: 0, abnormal: 1 });
    await eventually('it is ABNORMAL', async () => (await statusOf()) === 'ABNORMAL');
    const answers = await Promise.all(Array.from({ length: 10 }, () => settle('CLOSED')));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 9 }, () => 409)]);
    expect(await funds()).toBe(amount);
  });

  it('is refused for one that has ended, and for one that is none', async () => {
    await refund({ delayMs: 0 });
    await eventually('it has succeeded', async () => (await statusOf()) === 'SUCCESS');
    expect(await refused(settle('CLOSED'))).toBe('409 REFUND_ENDED');
    expect(await statusOf()).toBe('SUCCESS');
    expect(await refused(settle('SUCCESS', 'R9'))).toBe('404 REFUND_NOT_FOUND');
  });
});
