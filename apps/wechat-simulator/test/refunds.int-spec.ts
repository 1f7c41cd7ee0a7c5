import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '@minisuite/testing';
import { paidTrade } from './paid-trade.js';
import { startSimulator, type TestSimulator } from './start-simulator.js';

let simulator: TestSimulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.stop());
beforeEach(() => simulator.call('POST', '/_control/reset'));

const advance = (advanceMs: number) => simulator.call('POST', '/_control/clock', { advanceMs });
const funds = (available: number | null) => simulator.call('PUT', '/_control/funds', { available });
const items = async (path: string) => (await simulator.call('GET', `/_control/${path}`)).json['items'] as object[];
const order = { outTradeNo: 'REFUND_0001', outRefundNo: 'R1@a', refund: 400, total: 1000, reason: '不想要了' };
const refund = (change: object = {}) => simulator.pay.createRefund({ ...order, ...change });

const ended = (outRefundNo = order.outRefundNo) =>
  eventually(`the end of ${outRefundNo}`, async () => {
    const found = await simulator.pay.queryRefund(outRefundNo);
    return found.status === 'PROCESSING' ? undefined : found;
  });

describe('refunds', () => {
  it('are accepted as PROCESSING and succeed a little later', async () => {
    const { transactionId } = await paidTrade(simulator, order);
    const accepted = await refund();
    expect(accepted).toMatchObject({
      outRefundNo: 'R1@a',
      outTradeNo: 'REFUND_0001',
      transactionId,
      status: 'PROCESSING',
      successTime: undefined,
      amount: { total: 1000, refund: 400, payerTotal: 1000, payerRefund: 400, currency: 'CNY' },
    });
    expect(await simulator.pay.queryByOutTradeNo('REFUND_0001')).toMatchObject({ tradeState: 'REFUND' });
    expect(await ended()).toMatchObject({
      refundId: accepted.refundId,
      status: 'SUCCESS',
      successTime: expect.any(Date),
      userReceivedAccount: '支付用户零钱',
    });
    const listed = { outRefundNo: 'R1@a', refundId: accepted.refundId, outTradeNo: 'REFUND_0001', transactionId };
    expect(await items('refunds')).toMatchObject([
      { ...listed, amount: 400, total: 1000, status: 'SUCCESS', succeededAt: expect.any(String), acknowledged: false },
    ]);
    expect(await items('trades')).toMatchObject([{ state: 'REFUND', refunded: 400 }]);
  });

  it('can name the order by its transaction id', async () => {
    const { transactionId } = await paidTrade(simulator, order);
    const body = {
      transaction_id: transactionId,
      out_refund_no: 'R2',
      amount: { refund: 1, total: 1000, currency: 'CNY' },
    };
    const { status, json } = await simulator.signed({ path: '/v3/refund/domestic/refunds', body });
    expect([status, json['out_trade_no']]).toEqual([200, 'REFUND_0001']);
  });

  it('are made once for a number, however often they are sent', async () => {
    await paidTrade(simulator, order);
    const answers = await Promise.all(Array.from({ length: 10 }, () => refund()));
    expect(new Set(answers.map(({ refundId }) => refundId)).size).toBe(1);
    await ended();
    expect(await refund()).toMatchObject({ refundId: answers[0]?.refundId, status: 'SUCCESS' });
    for (const change of [{ refund: 401 }, { reason: '别的' }, { notifyUrl: 'http://127.0.0.1:9/other' }]) {
      await expect(refund(change)).rejects.toMatchObject({ httpStatus: 400, code: 'INVALIDREQUEST' });
    }
    expect(await items('refunds')).toHaveLength(1);
  });

  it('never give back more than was paid, also at the same time', async () => {
    await paidTrade(simulator, order);
    const numbers = Array.from({ length: 10 }, (_, index) => `R${index}`);
    const results = await Promise.allSettled(numbers.map((outRefundNo) => refund({ outRefundNo, refund: 300 })));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
    await expect(refund({ refund: 101 })).rejects.toMatchObject({ code: 'INVALIDREQUEST' });
    await refund({ refund: 100 });
  });

  it('need a paid order, its total, and less than a year', async () => {
    await expect(refund()).rejects.toMatchObject({ httpStatus: 404, code: 'RESOURCENOTEXISTS' });
    const expiresAt = new Date(Date.now() + 3_600_000);
    const unpaid = {
      ...order,
      description: '茶',
      amount: 1000,
      openid: 'o',
      notifyUrl: 'http://127.0.0.1:9/n',
      expiresAt,
    };
    await simulator.pay.prepayJsapi(unpaid);
    await expect(refund()).rejects.toMatchObject({ httpStatus: 404, code: 'RESOURCENOTEXISTS' });
    await paidTrade(simulator, { outTradeNo: 'REFUND_0002' });
    await expect(refund({ outTradeNo: 'REFUND_0002', total: 999 })).rejects.toMatchObject({ code: 'INVALIDREQUEST' });
    await advance(365 * 86_400_000 + 3_600_000);
    await expect(refund({ outTradeNo: 'REFUND_0002' })).rejects.toMatchObject({ code: 'INVALIDREQUEST' });
    expect(await items('refunds')).toEqual([]);
  });

  it('that cannot be paid leave nothing behind, and the same number works later', async () => {
    await paidTrade(simulator, order);
    await funds(399);
    await expect(refund()).rejects.toMatchObject({ httpStatus: 403, code: 'NOTENOUGH', outcome: 'rejected' });
    await expect(simulator.pay.queryRefund('R1@a')).rejects.toMatchObject({ code: 'RESOURCENOTEXISTS' });
    expect(await items('refunds')).toEqual([]);
    expect(await simulator.pay.queryByOutTradeNo('REFUND_0001')).toMatchObject({ tradeState: 'SUCCESS' });
    await funds(400);
    await refund();
    expect((await simulator.call('GET', '/_control/funds')).json).toEqual({ available: 0 });
    expect(await ended()).toMatchObject({ status: 'SUCCESS' });
  });

  it('that are closed give the money back and need another number', async () => {
    await paidTrade(simulator, order);
    await funds(1000);
    await simulator.call('PUT', '/_control/faults', { refund: { delayMs: 0, closed: 1 } });
    await refund({ refund: 1000 });
    expect(await ended()).toMatchObject({ status: 'CLOSED', successTime: undefined });
    await simulator.call('DELETE', '/_control/faults');
    expect(await refund({ refund: 1000 })).toMatchObject({ status: 'CLOSED' });
    await refund({ refund: 1000, outRefundNo: 'R2' });
    expect(await ended('R2')).toMatchObject({ status: 'SUCCESS' });
    expect(await items('trades')).toMatchObject([{ refunded: 1000 }]);
  });

  it('can be abnormal', async () => {
    await paidTrade(simulator, order);
    await simulator.call('PUT', '/_control/faults', { refund: { delayMs: 0, abnormal: 1 } });
    await refund();
    expect(await ended()).toMatchObject({ status: 'ABNORMAL' });
    expect(await items('trades')).toMatchObject([{ refunded: 0 }]);
  });

  it('take as long as they are told to, in simulated time', async () => {
    await paidTrade(simulator, order);
    await simulator.call('PUT', '/_control/faults', { refund: { delayMs: 3 * 86_400_000 } });
    await refund();
    await advance(3 * 86_400_000 - 60_000);
    expect(await simulator.pay.queryRefund('R1@a')).toMatchObject({ status: 'PROCESSING' });
    await advance(60_000);
    expect(await ended()).toMatchObject({ status: 'SUCCESS' });
  });

  it('of a strange number are not looked for', async () => {
    const { status, json } = await simulator.signed({ path: '/v3/refund/domestic/refunds/R%2F1' });
    expect([status, json['code']]).toEqual([400, 'PARAM_ERROR']);
  });
});
