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

const advance = (advanceMs: number) => simulator.call('POST', '/_control/clock', { advanceMs });
/** Simulated time, which also goes on by itself. */
const now = async () => Date.parse(String((await simulator.call('GET', '/_control/clock')).json['now']));
const faults = (body: object) => simulator.call('PUT', '/_control/faults', body);
const received = (count: number) =>
  eventually(`${count} notifications`, () => (merchant.received.length >= count ? merchant.received : undefined));

interface Listed {
  acknowledged: boolean;
  notifications: { at: string; attempt: number; httpStatus?: number; forged?: string }[];
}

async function listed(path: string): Promise<Listed> {
  const { items } = (await simulator.call('GET', `/_control/${path}`)).json as { items: Listed[] };
  return items[0] ?? { acknowledged: false, notifications: [] };
}

const noted = (path: string, count: number) =>
  eventually(`${count} deliveries of ${path}`, async () => {
    const found = await listed(path);
    return found.notifications.length >= count ? found : undefined;
  });

const pay = (outTradeNo = 'DISTURB_01') => paidTrade(simulator, { outTradeNo, notifyUrl: merchant.notifyUrl });
const refund = (notifyUrl?: string) => {
  const order = { outTradeNo: 'DISTURB_01', outRefundNo: 'R1', refund: 400, total: 1000 };
  return simulator.pay.createRefund({ ...order, ...(notifyUrl && { notifyUrl }) });
};
const openedPayment = (index: number) =>
  simulator.pay.notifications.parsePaymentNotification(merchant.received[index] ?? { headers: {}, body: '' });
const openedRefund = (index: number) =>
  simulator.pay.notifications.parseRefundNotification(merchant.received[index] ?? { headers: {}, body: '' });

describe('refund notifications', () => {
  it.each([
    ['SUCCESS', {}],
    ['ABNORMAL', { abnormal: 1 }],
    ['CLOSED', { closed: 1 }],
  ])('tell %s, signed and encrypted', async (status, rates) => {
    await pay();
    await received(1);
    await faults({ refund: { delayMs: 0, ...rates } });
    const { refundId, transactionId } = await refund(merchant.notifyUrl);
    await received(2);
    expect(merchant.received[1]?.body).not.toContain(transactionId);
    expect(await openedRefund(1)).toMatchObject({
      eventType: `REFUND.${status}`,
      refund: {
        mchId: simulator.account.mchId,
        outTradeNo: 'DISTURB_01',
        outRefundNo: 'R1',
        transactionId,
        refundId,
        status,
        amount: { total: 1000, refund: 400, payerTotal: 1000, payerRefund: 400 },
      },
    });
    expect(await noted('refunds', 1)).toMatchObject({ acknowledged: true, notifications: [{ httpStatus: 204 }] });
  });

  it('are repeated on the schedule of payments, and come to nobody who named no address', async () => {
    await pay();
    await noted('trades', 1);
    await faults({ refund: { delayMs: 0 } });
    merchant.answers.push(500);
    await refund(merchant.notifyUrl);
    await noted('refunds', 1);
    await advance(15_000);
    const { notifications } = await noted('refunds', 2);
    expect(notifications.map(({ attempt, httpStatus }) => [attempt, httpStatus])).toEqual([
      [1, 500],
      [2, 204],
    ]);
    const order = { outTradeNo: 'DISTURB_01', outRefundNo: 'R2', refund: 1, total: 1000 };
    await simulator.pay.createRefund(order);
    await eventually('the end', async () => (await simulator.pay.queryRefund('R2')).status === 'SUCCESS');
    expect((await listed('refunds?outRefundNo=R2')).notifications).toEqual([]);
  });
});

describe('disturbed notifications', () => {
  it('come late, by simulated time', async () => {
    await faults({ notify: { delayMs: 3_600_000 } });
    const since = await now();
    await pay();
    await advance(3_590_000);
    await advance(10_000);
    await received(1);
    const { notifications } = await noted('trades', 1);
    expect(notifications).toMatchObject([{ attempt: 1, httpStatus: 204 }]);
    expect(Date.parse(notifications[0]?.at ?? '') - since).toBeGreaterThanOrEqual(3_600_000);
  });

  it('are overtaken by a later one', async () => {
    await faults({ notify: { reorder: 1 }, refund: { delayMs: 0 } });
    await pay();
    await refund(merchant.notifyUrl);
    await received(2);
    expect(await openedRefund(0)).toMatchObject({ eventType: 'REFUND.SUCCESS' });
    expect(await openedPayment(1)).toMatchObject({ eventType: 'TRANSACTION.SUCCESS' });
  });

  it('come all the same when nothing overtakes them', async () => {
    await faults({ notify: { reorder: 1 } });
    const since = await now();
    await pay();
    // One that came too early would have a few turns for it.
    for (const ms of [29_000, 0, 0, 0, 0, 0]) await advance(ms);
    await advance(1_000);
    await received(1);
    const { acknowledged, notifications } = await noted('trades', 1);
    expect(acknowledged).toBe(true);
    expect(Date.parse(notifications[0]?.at ?? '') - since).toBeGreaterThanOrEqual(30_000);
  });

  it('held back are forgotten by a reset', async () => {
    await faults({ notify: { reorder: 1 } });
    await pay();
    await simulator.call('POST', '/_control/reset');
    await faults({ notify: { reorder: 1 } });
    await pay('DISTURB_02');
    await pay('DISTURB_03');
    await received(2);
    const opened = [await openedPayment(0), await openedPayment(1)];
    expect(opened.map(({ transaction }) => transaction.outTradeNo)).toEqual(['DISTURB_03', 'DISTURB_02']);
    expect(merchant.received).toHaveLength(2);
  });

  it('follow one whose signature is of other bytes', async () => {
    await faults({ notify: { badSignature: 1 } });
    await pay();
    await received(2);
    await expect(openedPayment(0)).rejects.toMatchObject({ reason: 'bad_signature' });
    expect(await openedPayment(1)).toMatchObject({ transaction: { outTradeNo: 'DISTURB_01' } });
    expect(merchant.received[0]?.body).toBe(merchant.received[1]?.body);
  });

  it('follow one that is signed rightly and tells another amount', async () => {
    await faults({ notify: { wrongAmount: 1 }, refund: { delayMs: 0 } });
    await pay();
    await noted('trades', 2);
    const [wrong, right] = [await openedPayment(0), await openedPayment(1)];
    expect([wrong.transaction.amount.total, right.transaction.amount.total]).toEqual([1001, 1000]);
    expect(wrong.id).not.toBe(right.id);
    await refund(merchant.notifyUrl);
    await noted('refunds', 2);
    const refunds = [await openedRefund(2), await openedRefund(3)];
    expect(refunds.map(({ refund: { amount } }) => amount.refund)).toEqual([401, 400]);
  });

  it('that are forged count for nothing, however they were answered', async () => {
    await faults({ notify: { badSignature: 1, wrongAmount: 1 } });
    merchant.answers.push(200, 200, 500);
    await pay();
    const { acknowledged, notifications } = await noted('trades', 3);
    expect(acknowledged).toBe(false);
    expect(notifications.map(({ forged, httpStatus }) => [forged, httpStatus])).toEqual([
      ['badSignature', 200],
      ['wrongAmount', 200],
      [undefined, 500],
    ]);
    await advance(15_000);
    expect(await noted('trades', 4)).toMatchObject({ acknowledged: true });
    expect(merchant.received).toHaveLength(4);
  });
});
