import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startSimulator, type TestSimulator } from './start-simulator.js';

let simulator: TestSimulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.stop());

describe('_control', () => {
  it.each<[string, string, string, unknown, string]>([
    ['broken JSON', 'POST', 'login-codes', '{', 'MALFORMED_JSON'],
    ['no openid', 'POST', 'login-codes', {}, 'VALIDATION_FAILED'],
    ['an unknown field', 'POST', 'login-codes', { openid: 'o', name: 'x' }, 'VALIDATION_FAILED'],
    ['no phone number', 'POST', 'phone-codes', { openid: 'o', phoneNumber: 'x' }, 'VALIDATION_FAILED'],
    ['both names of an order', 'POST', 'pay', { outTradeNo: 'a', prepayId: 'b' }, 'VALIDATION_FAILED'],
    ['neither name of an order', 'POST', 'pay', {}, 'VALIDATION_FAILED'],
    ['a force that is no boolean', 'POST', 'pay', { outTradeNo: 'a', force: 'yes' }, 'VALIDATION_FAILED'],
    ['closing nothing', 'POST', 'close', {}, 'VALIDATION_FAILED'],
    ['closing an order of no name', 'POST', 'close', { outTradeNo: '' }, 'VALIDATION_FAILED'],
    ['closing with another field', 'POST', 'close', { outTradeNo: 'a', force: true }, 'VALIDATION_FAILED'],
    ['settling nothing', 'POST', 'refunds/settle', { status: 'SUCCESS' }, 'VALIDATION_FAILED'],
    ['settling as ABNORMAL', 'POST', 'refunds/settle', { outRefundNo: 'R', status: 'ABNORMAL' }, 'VALIDATION_FAILED'],
    ['settling as nothing', 'POST', 'refunds/settle', { outRefundNo: 'R' }, 'VALIDATION_FAILED'],
    [
      'a string for a boolean',
      'POST',
      'subscribe',
      { openid: 'o', templateId: 't', accept: 'yes' },
      'VALIDATION_FAILED',
    ],
    ['a rate above 1', 'PUT', 'faults', { notify: { lose: 1.1 } }, 'VALIDATION_FAILED'],
    ['a negative delay', 'PUT', 'faults', { notify: { delayMs: -1 } }, 'VALIDATION_FAILED'],
    ['half a row', 'PUT', 'faults', { bill: { addUnknown: 0.5 } }, 'VALIDATION_FAILED'],
    ['funds of half a fen', 'PUT', 'funds', { available: 0.5 }, 'VALIDATION_FAILED'],
    ['no funds', 'PUT', 'funds', {}, 'VALIDATION_FAILED'],
    ['no trades', 'POST', 'trades/seed', { count: 0, billDate: '2026-03-01' }, 'VALIDATION_FAILED'],
    ['a day that is none', 'POST', 'trades/seed', { count: 1, billDate: '2026-02-30' }, 'VALIDATION_FAILED'],
    ['a day that is not over', 'POST', 'trades/seed', { count: 1, billDate: '2999-01-01' }, 'VALIDATION_FAILED'],
    ['a limit of nothing', 'GET', 'trades?limit=0', undefined, 'VALIDATION_FAILED'],
    ['a limit that is no number', 'GET', 'refunds?limit=many', undefined, 'VALIDATION_FAILED'],
    ['an unknown parameter', 'GET', 'trades?state=PAID', undefined, 'VALIDATION_FAILED'],
    ['time running back', 'POST', 'clock', { advanceMs: -1 }, 'VALIDATION_FAILED'],
  ])('refuses %s', async (_case, method, path, body, code) => {
    const { status, json } = await simulator.call(method, `/_control/${path}`, body);
    expect([status, json['code']]).toEqual([400, code]);
  });

  it.each([
    ['notify.late', { notify: { late: 5 } }],
    ['weather', { weather: { rain: 1 } }],
  ])('names %s as a fault that it does not have', async (path, body) => {
    const { status, json } = await simulator.call('PUT', '/_control/faults', body);
    expect([status, json['details']]).toEqual([400, [{ path, message: 'is not supported' }]]);
  });

  const none = {
    notify: { lose: 0, duplicate: 0, delayMs: 0, reorder: 0, badSignature: 0, wrongAmount: 0 },
    api: { errorRate: 0, timeoutRate: 0, executeThenTimeoutRate: 0, latencyMs: 0 },
    login: { blocked: 0 },
    token: { expireNow: false },
    bill: { drop: 0, alterAmount: 0, addUnknown: 0 },
    refund: { delayMs: 300, abnormal: 0, closed: 0 },
  };

  it('replaces, shows and clears faults', async () => {
    const faults = async () => (await simulator.call('GET', '/_control/faults')).json;
    await simulator.call('PUT', '/_control/faults', { notify: { lose: 0.5 }, bill: { addUnknown: 3 } });
    expect(await faults()).toEqual({
      ...none,
      notify: { ...none.notify, lose: 0.5 },
      bill: { ...none.bill, addUnknown: 3 },
    });
    await simulator.call('PUT', '/_control/faults', { refund: { delayMs: 0, closed: 1 } });
    expect(await faults()).toEqual({ ...none, refund: { delayMs: 0, abnormal: 0, closed: 1 } });
    expect((await simulator.call('DELETE', '/_control/faults')).json).toEqual(none);
    expect(await faults()).toEqual(none);
  });

  it('sets and shows the funds, which are without end at first', async () => {
    const funds = async () => (await simulator.call('GET', '/_control/funds')).json;
    expect(await funds()).toEqual({ available: null });
    await simulator.call('PUT', '/_control/funds', { available: 500 });
    expect(await funds()).toEqual({ available: 500 });
    await simulator.call('POST', '/_control/reset');
    expect(await funds()).toEqual({ available: null });
  });

  it('moves the clock', async () => {
    const before = Date.now();
    const { now } = (await simulator.call('POST', '/_control/clock', { advanceMs: 3_600_000 })).json;
    expect(new Date(String(now)).getTime()).toBeGreaterThanOrEqual(before + 3_600_000);
    await simulator.call('POST', '/_control/reset');
    const { now: after } = (await simulator.call('GET', '/_control/clock')).json;
    expect(new Date(String(after)).getTime()).toBeLessThan(before + 3_600_000);
  });

  it('tells who the merchant is, without a secret', async () => {
    const { appId, mchId, templates } = simulator.account;
    expect((await simulator.call('GET', '/_control/merchant')).json).toEqual({
      appId,
      mchId,
      templateIds: [templates.orderPaid.id],
    });
  });

  it('knows no refunds', async () => {
    expect((await simulator.call('GET', '/_control/refunds')).json).toEqual({ items: [] });
  });
});
