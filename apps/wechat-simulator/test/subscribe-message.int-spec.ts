import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startSimulator, type TestSimulator } from './start-simulator.js';

let simulator: TestSimulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.stop());
beforeEach(() => simulator.call('POST', '/_control/reset'));

const openid = 'oReader';
const data = {
  character_string1: { value: '7231' },
  thing2: { value: '西湖龙井' },
  amount3: { value: '¥23.05' },
  time4: { value: '2026-03-02 04:59' },
};

const subscribe = (accept: boolean, change: object = {}) =>
  simulator.call('POST', '/_control/subscribe', {
    openid,
    templateId: simulator.account.templates.orderPaid.id,
    accept,
    ...change,
  });

async function send(change: object = {}) {
  const { appId: appid, appSecret: secret, templates } = simulator.account;
  const credentials = { grant_type: 'client_credential', appid, secret };
  const { access_token: token } = (await simulator.call('POST', '/cgi-bin/stable_token', credentials)).json;
  const body = { touser: openid, template_id: templates.orderPaid.id, data, ...change };
  return simulator.call('POST', `/cgi-bin/message/subscribe/send?access_token=${String(token)}`, body);
}

describe('subscribeMessage.send', () => {
  it('delivers one message for each accept, then 43101', async () => {
    expect((await subscribe(true)).json).toEqual({ remaining: 1 });
    expect((await subscribe(true)).json).toEqual({ remaining: 2 });
    expect((await subscribe(false)).json).toEqual({ remaining: 2 });
    expect((await send({ page: 'pages/order?id=1' })).json).toMatchObject({ errcode: 0, msgid: expect.any(Number) });
    expect((await send()).json['errcode']).toBe(0);
    const refused = (await send()).json;
    expect(refused['errcode']).toBe(43101);
    expect(refused['errmsg']).toMatch(/^user refuse to accept the msg rid: /);
    const { items } = (await simulator.call('GET', `/_control/sent-messages?openid=${openid}`)).json;
    expect(items).toHaveLength(2);
    expect(items).toContainEqual(
      expect.objectContaining({
        openid,
        page: 'pages/order?id=1',
        data: expect.objectContaining({ amount3: '¥23.05' }),
      }),
    );
    const others = await simulator.call('GET', '/_control/sent-messages?openid=oNobody');
    expect(others.json).toEqual({ items: [] });
  });

  it('names the key that is wrong and does not spend the consent', async () => {
    await subscribe(true);
    const bad = (await send({ data: { ...data, amount3: { value: 'free' } } })).json;
    expect(bad).toMatchObject({
      errcode: 47003,
      errmsg: expect.stringMatching(/^argument invalid! data\.amount3\.value invalid rid: /),
    });
    const empty = (await send({ data: { ...data, time4: undefined } })).json;
    expect(empty['errmsg']).toMatch(/^argument invalid! data\.time4\.value is empty rid: /);
    expect((await send({ miniprogram_state: 'beta' })).json['errcode']).toBe(47003);
    expect((await send()).json['errcode']).toBe(0);
  });

  it('answers 43101 to a user who refused, 40003 for an unknown user, 40037 for an unknown template', async () => {
    await subscribe(false);
    expect((await send()).json['errcode']).toBe(43101);
    expect((await send({ touser: 'oStranger' })).json['errcode']).toBe(40003);
    expect((await send({ template_id: 'other' })).json['errcode']).toBe(40037);
  });

  it('has no dialog for an unknown template', async () => {
    const { status, json } = await subscribe(true, { templateId: 'other' });
    expect([status, json['code']]).toEqual([404, 'TEMPLATE_NOT_FOUND']);
  });
});
