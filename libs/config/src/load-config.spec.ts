import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { secret } from './fields.js';
import { ConfigError, loadConfig } from './load-config.js';

const schema = z.object({ NAME: z.string(), KEY: secret(), PORT: z.coerce.number().int().default(1) });

function faultsOf(env: NodeJS.ProcessEnv): readonly string[] {
  try {
    loadConfig(schema, env);
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

  it("WeChat's own addresses are accepted", () => {
    expect(faultsOf({ ...production, WECHAT_PAY_BASE_URL: 'https://api.mch.weixin.qq.com' })).toEqual([]);
  });

  it('a short database password is refused', () => {
    expect(faultsOf({ ...production, DATABASE_URL: 'mysql://u:short@db/s' })).toHaveLength(1);
  });
});
