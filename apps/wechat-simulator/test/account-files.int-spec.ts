import { createPrivateKey, createPublicKey, X509Certificate } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openAccount } from '../src/account/adapters/files/account-files.js';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'simulator-state-'));
});
afterEach(() => rm(directory, { recursive: true }));

const now = new Date();
const open = () => openAccount(join(directory, 'state'), now);

describe('keys of the simulator', () => {
  it('have the shapes of real ones', async () => {
    const account = await open();
    expect(account).toMatchObject({
      appId: expect.stringMatching(/^wx[0-9a-f]{16}$/),
      appSecret: expect.stringMatching(/^[0-9a-f]{32}$/),
      mchId: expect.stringMatching(/^\d{10}$/),
      apiV3Key: expect.stringMatching(/^.{32}$/),
      publicKey: { id: expect.stringMatching(/^PUB_KEY_ID_\d+$/) },
    });
    for (const { serial, certificate, privateKey } of [account.merchant, account.platform]) {
      const x509 = new X509Certificate(certificate);
      expect(serial).toMatch(/^[0-9A-F]{40}$/);
      expect(x509.serialNumber).toBe(serial);
      expect(x509.checkPrivateKey(createPrivateKey(privateKey))).toBe(true);
      expect(x509.verify(x509.publicKey)).toBe(true);
      expect(new Date(x509.validTo).getTime()).toBeGreaterThan(now.getTime() + 4 * 365 * 86_400_000);
    }
    const ofPublicKey = createPublicKey(account.publicKey.publicKey);
    expect(ofPublicKey.equals(new X509Certificate(account.platform.certificate).publicKey)).toBe(false);
  });

  it('are made once, by one of several first starts', async () => {
    const accounts = await Promise.all([open(), open(), open()]);
    accounts.push(await open());
    expect(new Set(accounts.map(({ appId }) => appId)).size).toBe(1);
    expect((await readdir(join(directory, 'state'))).sort()).toEqual(['keys.json', 'merchant.env']);
  });

  it('are readable by their owner only', async () => {
    await open();
    for (const name of ['keys.json', 'merchant.env']) {
      expect((await stat(join(directory, 'state', name))).mode & 0o777).toBe(0o600);
    }
  });

  it('are told to the merchant as an environment file', async () => {
    const account = await open();
    const env = parseEnv(await readFile(join(directory, 'state', 'merchant.env'), 'utf8'));
    expect(env).toEqual({
      WECHAT_APP_ID: account.appId,
      WECHAT_APP_SECRET: account.appSecret,
      WECHAT_PUSH_TOKEN: expect.stringMatching(/^[0-9a-f]{32}$/),
      WECHAT_PUSH_AES_KEY: expect.stringMatching(/^[0-9a-f]{43}$/),
      WECHAT_PAY_MCH_ID: account.mchId,
      WECHAT_PAY_CERT_SERIAL: account.merchant.serial,
      WECHAT_PAY_PRIVATE_KEY: account.merchant.privateKey.trim(),
      WECHAT_PAY_API_V3_KEY: account.apiV3Key,
      WECHAT_PAY_PUBLIC_KEY_ID: account.publicKey.id,
      WECHAT_PAY_PUBLIC_KEY: account.publicKey.publicKey.trim(),
      WECHAT_TEMPLATE_ORDER_PAID: account.templates.orderPaid.id,
    });
  });

  it('are not replaced when the file is damaged', async () => {
    await open();
    await writeFile(join(directory, 'state', 'keys.json'), '{');
    await expect(open()).rejects.toThrow('keys.json is damaged');
  });
});
