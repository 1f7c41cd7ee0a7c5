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
    [
      'a string for a boolean',
      'POST',
      'subscribe',
      { openid: 'o', templateId: 't', accept: 'yes' },
      'VALIDATION_FAILED',
    ],
    ['a rate above 1', 'PUT', 'faults', { notify: { lose: 1.1 } }, 'VALIDATION_FAILED'],
    ['time running back', 'POST', 'clock', { advanceMs: -1 }, 'VALIDATION_FAILED'],
  ])('refuses %s', async (_case, method, path, body, code) => {
    const { status, json } = await simulator.call(method, `/_control/${path}`, body);
    expect([status, json['code']]).toEqual([400, code]);
  });

  it.each([
    ['notify.delayMs', { notify: { delayMs: 5 } }],
    ['api', { api: { errorRate: 0 } }],
    ['bill', { bill: { drop: 1 } }],
  ])('names %s as a fault that it does not have', async (path, body) => {
    const { status, json } = await simulator.call('PUT', '/_control/faults', body);
    expect([status, json['details']]).toEqual([400, [{ path, message: 'is not supported' }]]);
  });

  it('replaces, shows and clears faults', async () => {
    await simulator.call('PUT', '/_control/faults', { notify: { lose: 0.5 } });
    const set = { notify: { lose: 0.5, duplicate: 0 } };
    expect((await simulator.call('GET', '/_control/faults')).json).toEqual(set);
    const cleared = { notify: { lose: 0, duplicate: 0 } };
    expect((await simulator.call('DELETE', '/_control/faults')).json).toEqual(cleared);
    expect((await simulator.call('GET', '/_control/faults')).json).toEqual(cleared);
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
