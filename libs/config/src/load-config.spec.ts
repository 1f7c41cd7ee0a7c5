import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { dataKeys, mysqlUrl, secret } from './fields.js';
import { ConfigError, loadConfig } from './load-config.js';
import { serviceEnv } from './service-env.js';

const schema = z.object({ NAME: z.string(), KEY: secret(), PORT: z.coerce.number().int().default(1) });

function faultsOf(env: NodeJS.ProcessEnv, of: z.ZodType = schema): readonly string[] {
  try {
    loadConfig(of, env);
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
  }
  return [];
}

const good = { NAME: 'x', KEY: 'q8Zt3vLr0pXw5nBy7kJd2mHs9fGc4aTe' };

describe('loadConfig', () => {
  it('parses the environment', () => {
    expect(loadConfig(schema, { ...good, PORT: '8' })).toEqual({ ...good, PORT: 8 });
  });

  it('reports all faults together', () => {
    expect(faultsOf({ PORT: 'eight' }).map((fault) => fault.split(':')[0])).toEqual(['NAME', 'KEY', 'PORT']);
  });

  it('never shows a value', () => {
    expect(faultsOf({ NAME: 'x', KEY: 'hunter2-is-short' }).join()).not.toContain('hunter2');
  });

  it.each(['changeme-changeme-changeme-changeme', 'a'.repeat(40), 'short', 'password-0123456789-abcdefghijklmn'])(
    'refuses the weak or default secret %s',
    (KEY) => {
      expect(faultsOf({ NAME: 'x', KEY })).not.toEqual([]);
    },
  );

  it('counts an empty variable as missing', () => {
    expect(faultsOf({ ...good, NAME: '' })).toEqual(['NAME: is missing']);
  });

  it('names the file that cannot be read', () => {
    expect(faultsOf({ NAME: 'x', KEY_FILE: '/nowhere/key' })).toEqual([
      'KEY: the file named by KEY_FILE cannot be read',
    ]);
  });

  it('does not mind unreadable files of variables that are not ours', () => {
    expect(faultsOf({ ...good, OTHER_FILE: '/nowhere' })).toEqual([]);
  });
});

describe('in production', () => {
  const production = { ...good, NODE_ENV: 'production' };

  it.each([
    'http://127.0.0.1:8090',
    'https://simulator.example',
    'http://api.mch.weixin.qq.com',
    'https://api.weixin.qq.com:8443',
  ])('the WeChat address %s is refused', (url) => {
    expect(faultsOf({ ...production, WECHAT_API_BASE_URL: url, WECHAT_PAY_BASE_URL: url })).toHaveLength(2);
  });

  it('a file that everybody may read is refused, one that its group may read is not', () => {
    const KEY_FILE = join(mkdtempSync(join(tmpdir(), 'config-')), 'key');
    writeFileSync(KEY_FILE, good.KEY, { mode: 0o600 });
    expect(faultsOf({ NODE_ENV: 'production', NAME: 'x', KEY_FILE })).toEqual([]);
    chmodSync(KEY_FILE, 0o440);
    expect(faultsOf({ NODE_ENV: 'production', NAME: 'x', KEY_FILE })).toEqual([]);
    chmodSync(KEY_FILE, 0o644);
    expect(faultsOf({ NODE_ENV: 'production', NAME: 'x', KEY_FILE })).toEqual([
      'KEY: the file named by KEY_FILE must not be open to everybody',
    ]);
    expect(faultsOf({ NAME: 'x', KEY_FILE })).toEqual([]);
    expect(faultsOf({ ...production, SSL_CERT_FILE: KEY_FILE, PUBLIC_KEY_FILE: KEY_FILE })).toEqual([]);
  });

  it("WeChat's own addresses are accepted", () => {
    expect(faultsOf({ ...production, WECHAT_PAY_BASE_URL: 'https://api.mch.weixin.qq.com' })).toEqual([]);
  });

  it('links that are not encrypted are refused, beside every other fault', () => {
    const env = { NODE_ENV: 'production', DATABASE_URL: 'mysql://u:short@db/s', REDIS_URL: 'redis://r' };
    expect(faultsOf(env, z.object(serviceEnv(1, 2))).map((fault) => fault.split(':')[0])).toEqual([
      'DATABASE_URL',
      'GRPC_TLS_CERT_FILE',
      'DATABASE_URL',
      'REDIS_URL',
      'KAFKA_TLS',
      'INTERNAL_CREDENTIAL',
    ]);
    expect(faultsOf({ ...env, ...good })).toHaveLength(1);
  });

  it('a short database password is refused', () => {
    expect(faultsOf({ ...production, DATABASE_URL: 'mysql://u:short@db/s' })).toHaveLength(1);
  });
});

describe('keys of data', () => {
  const key = (byte?: number) => (byte === undefined ? randomBytes(32) : Buffer.alloc(32, byte)).toString('base64');
  const ringOf = (text: string) => dataKeys().safeParse(text);

  it('are a list, the first of which encrypts', () => {
    const { data } = ringOf(`2026-11:${key()}, 2026-01:${key()}`);
    expect([data?.current, [...(data?.keys.keys() ?? [])]]).toEqual(['2026-11', ['2026-11', '2026-01']]);
  });

  it.each([
    ['a key without an id', key()],
    ['a short key', `a:${randomBytes(16).toString('base64')}`],
    ['a key of one byte', `a:${key(0)}`],
    ['two of one id', `a:${key()},a:${key()}`],
    ['five', ['a', 'b', 'c', 'd', 'e'].map((id) => `${id}:${key()}`).join(',')],
  ])('refuse %s, and do not show it', (_what, text) => {
    const result = ringOf(text);
    expect(result.success).toBe(false);
    expect(JSON.stringify(result.error?.issues)).not.toContain(text);
  });
});

describe('the address of a schema', () => {
  it.each(['', '?tls=true', '?tls=false', '?charset=utf8mb4&tls=true'])('may end in %j', (query) => {
    expect(mysqlUrl().safeParse(`mysql://u:p@db.example:3306/s${query}`).success).toBe(true);
  });

  it.each([
    ['db.example/s?tls=yes', 'must say tls=true or tls=false'],
    ['10.0.0.7/s?tls=true', 'must have the name of its host'],
    ['[::1]/s?tls=true', 'must have the name of its host'],
    ['db.example/?tls=true', 'must name a schema'],
  ])('may not be %s', (rest, why) => {
    expect(mysqlUrl().safeParse(`mysql://u:p@${rest}`).error?.issues[0]?.message).toContain(why);
  });
});
