import { createSecretKey, randomBytes, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FieldCipher } from '@minisuite/encryption';
import { runAppCommand } from '../../../deploy/local/system/app-process.ts';
import { data, E2eSystem, eventually, key } from './e2e-system.js';
import { EventsProgram, settingsOf } from './events-program.js';

const openid = `leak-openid-${randomUUID()}`;
const unionid = `leak-unionid-${randomUUID()}`;
const phone = '13912345678';
const address = {
  name: '甄隐私',
  phone: '18687654321',
  province: '云南省',
  city: '昆明市',
  detail: '滇池路泄漏巷987号',
};
const remark = '门铃坏了请打电话';
const wrongPassword = `wrong-${randomUUID()}`;
/** What is published last of it, by topic. */
const TOLD = ['user.registered', 'order.paid', 'refund.requested'];

interface Tokens {
  accessToken: string;
  refreshToken: string;
}

let e2e: E2eSystem;
/** What nobody may read anywhere, by what it is. */
const secrets = new Map<string, string>();
let published: string;

beforeAll(async () => {
  e2e = await E2eSystem.start();
  const tail = new EventsProgram(settingsOf(e2e, 'kafka'), ['tail', '--json']);
  await tail.untilSaid('Ctrl-C');
  await live();
  // Each is of another topic, and none of these waits for the others.
  await eventually('all of it is told', () => TOLD.every((type) => tail.out.includes(type)));
  published = (await tail.interrupt()).out;
});
afterAll(() => e2e.stop());

function keep(what: string, secret: string): string {
  secrets.set(what, secret);
  return secret;
}

/** A user who does everything that has to do with personal data, an operator, and somebody who guesses. */
async function live(): Promise<void> {
  const { code } = await e2e.wechat<{ code: string }>('POST', '/login-codes', { openid, unionid });
  const login = data<Tokens>(
    await e2e.call('POST', '/auth/wechat-login', { body: { code: keep('login code', code) } }),
  );
  keep('first access token', login.accessToken);
  const refreshToken = keep('refresh token', login.refreshToken);
  const { accessToken: token, refreshToken: next } = data<Tokens>(
    await e2e.call('POST', '/auth/refresh', { body: { refreshToken } }),
  );
  keep('second refresh token', next);
  keep('access token', token);
  const me = (method: string, path: string, body?: object) => e2e.call(method, path, { token, body, headers: key() });

  const phoneCode = await e2e.wechat<{ code: string }>('POST', '/phone-codes', { openid, phoneNumber: phone });
  data(await me('POST', '/users/me/phone', { code: keep('phone code', phoneCode.code) }));
  const { id: addressId } = data<{ id: string }>(await me('POST', '/users/me/addresses', address));
  const { items } = data<{ items: { skus: { id: string }[] }[] }>(await me('GET', '/products'));
  const order = { items: [{ skuId: items[0]?.skus[0]?.id, quantity: 1 }], addressId, remark };
  const { id } = data<{ id: string }>(await me('POST', '/orders', order));
  const payment = data<{ outTradeNo: string; payParams: { paySign: string; package: string } }>(
    await me('POST', `/orders/${id}/payments`),
  );
  keep('pay sign', payment.payParams.paySign);
  keep('prepay id', payment.payParams.package.replace('prepay_id=', ''));
  await e2e.wechat('POST', '/pay', { outTradeNo: payment.outTradeNo });
  await eventually('paid', async () => data<{ status: string }>(await me('GET', `/orders/${id}`)).status === 'PAID');
  data(await me('POST', `/orders/${id}/refunds`, { reason: remark }));

  const admin = { username: 'admin', password: keep('password', e2e.system.secrets.operatorPassword) };
  const operator = data<Tokens>(await e2e.call('POST', '/admin/auth/login', { body: admin }));
  keep('operator token', operator.accessToken);
  keep('operator refresh token', operator.refreshToken);
  await e2e.call('GET', `/admin/orders/${id}`, { token: operator.accessToken });
  const authenticator = data<{ secret: string }>(
    await e2e.call('POST', '/admin/auth/totp', { token: operator.accessToken }),
  );
  keep('authenticator secret', authenticator.secret);
  const wanted = { name: 'erp', scopes: ['orders.read', 'orders.ship'] };
  const partner = data<{ key: string }>(
    await e2e.call('POST', '/admin/api-keys', { token: operator.accessToken, body: wanted }),
  );
  const presented = { token: null, headers: { 'x-api-key': keep('API key', partner.key) } };
  data(await e2e.call('GET', `/partner/orders/${id}`, presented));

  // What is wrong is logged more readily than what is right.
  await e2e.call('POST', '/admin/auth/login', { body: { username: 'admin', password: wrongPassword } });
  await e2e.call('POST', '/auth/wechat-login', { body: { code } });
  await e2e.call('POST', '/auth/refresh', { body: { refreshToken } });
  await me('POST', '/users/me/addresses', { ...address, phone: `${phone}x` });
  await e2e.call('POST', '/admin/auth/totp/confirm', { token: operator.accessToken, body: { code: '000000' } });
  await e2e.call('GET', `/partner/orders?key=${partner.key}`, {
    token: null,
    headers: { 'x-api-key': `${partner.key}x` },
  });
  await e2e.call('GET', `/users/me?phone=${phone}&token=${token}`, { token: `${token}x` });
}

/** Which of the secrets are in a text. */
function found(text: string): string[] {
  const all = {
    ...Object.fromEntries(secrets),
    openid,
    unionid,
    phone,
    'wrong password': wrongPassword,
    'name of the receiver': address.name,
    'phone of the receiver': address.phone,
    address: address.detail,
    'private key': 'PRIVATE KEY',
    'internal credential': e2e.system.secrets.internalCredential,
    'data key': e2e.system.secrets.dataKeys.split(':')[1] ?? '',
    ...Object.fromEntries(Object.entries(e2e.system.secrets.databasePasswords)),
  };
  return Object.entries(all)
    .filter(([, secret]) => text.includes(secret))
    .map(([what]) => what);
}

describe('after a life with everything in it', () => {
  it('no log has anybody or anything secret in it', async () => {
    const dir = join(e2e.dir, 'logs');
    const logs = (await readdir(dir)).filter((name) => !name.startsWith('wechat-simulator'));
    expect(logs).toHaveLength(5);
    for (const name of logs) {
      const text = await readFile(join(dir, name), 'utf8');
      expect(text.length).toBeGreaterThan(100);
      expect([name, found(text)]).toEqual([name, []]);
    }
  });

  it('no session key of WeChat is in a log', async () => {
    const rows = await e2e.rows<{ id: string; sealed: string }>(
      'user',
      'SELECT CAST(id AS CHAR) AS id, session_key AS sealed FROM account',
    );
    const [id = '', key = ''] = e2e.system.secrets.dataKeys.split(':');
    const cipher = new FieldCipher({ current: id, keys: new Map([[id, createSecretKey(Buffer.from(key, 'base64'))]]) });
    const keys = rows.map((row) => cipher.open(row.sealed, { table: 'account', column: 'session_key', id: row.id }));
    expect(keys).toEqual([expect.stringMatching(/^[\w+/]{22}==$/)]);
    for (const app of ['gateway', 'user'] as const) {
      const text = await readFile(join(e2e.dir, 'logs', `${app}.log`), 'utf8');
      expect(keys.filter((sessionKey) => text.includes(sessionKey))).toEqual([]);
    }
  });

  it('no metric has', async () => {
    for (const app of ['gateway', 'user', 'order', 'payment', 'message'] as const) {
      const response = await fetch(`http://127.0.0.1:${e2e.system.ports[app].adminPort}/metrics`);
      const text = await response.text();
      expect(text).toContain('minisuite_');
      expect([app, found(text)]).toEqual([app, []]);
    }
  });

  it('no event has', () => {
    for (const type of TOLD) expect(published).toContain(type);
    expect(found(published)).toEqual([]);
  });

  it('a new data key takes over everything that the old one has sealed', async () => {
    for (const [app, table, column] of [
      ['user', 'account', 'session_key'],
      ['user', 'address', 'detail'],
      ['order', 'orders', 'address'],
    ] as const) {
      const env = e2e.system.processes.get(app)?.plan.env;
      const keys = `next:${randomBytes(32).toString('base64')},${e2e.system.secrets.dataKeys}`;
      await runAppCommand(process.cwd(), app, 'reencrypt', { ...env, DATA_KEYS: keys });
      const rows = await e2e.rows<{ sealed: string }>(app, `SELECT ${column} AS sealed FROM ${table}`);
      expect(rows).toEqual([{ sealed: expect.stringMatching(/^sealed:next:/) }]);
    }
  });

  it('and a leak would be found', () => {
    expect(found(`x ${phone} y ${openid}`)).toEqual(['openid', 'phone']);
  });
});
