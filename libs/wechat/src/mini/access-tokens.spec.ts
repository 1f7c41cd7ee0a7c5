import { beforeEach, describe, expect, it } from '@jest/globals';
import { FakeTokens, MemoryTokenStore } from '../../test/fake-mini.js';
import { AccessTokens } from '../index.js';

const MINUTE = 60_000;
let store: MemoryTokenStore;
let wechat: FakeTokens;
let now: number;

function process(): AccessTokens {
  const options = { baseUrl: 'https://api.example', appId: 'wx1', secret: 's', store };
  return new AccessTokens({ ...options, fetch: wechat.fetch, now: () => now });
}

beforeEach(() => {
  store = new MemoryTokenStore();
  wechat = new FakeTokens();
  now = Date.parse('2026-03-01T12:00:00Z');
});

describe('AccessTokens', () => {
  it('fetches one token for parallel callers of two processes', async () => {
    const processes = [process(), process()];
    const callers = Array.from({ length: 20 }, (_, index) => processes[index % 2]?.get());
    expect(new Set(await Promise.all(callers))).toEqual(new Set(['token-1']));
    expect(wechat.asked).toEqual([
      { grant_type: 'client_credential', appid: 'wx1', secret: 's', force_refresh: false },
    ]);
  });

  it('renews 5 minutes before the end', async () => {
    const tokens = process();
    await tokens.get();
    now += 115 * MINUTE - 1;
    await tokens.get();
    expect(wechat.asked).toHaveLength(1);
    wechat.renew();
    now += 1;
    await expect(tokens.get()).resolves.toBe('token-2');
    expect(wechat.asked).toHaveLength(2);
  });

  it('does not ask at every call while WeChat still hands out the old token', async () => {
    wechat.expiresIn = 240;
    const tokens = process();
    for (let call = 0; call < 5; call += 1) await tokens.get();
    expect(wechat.asked).toHaveLength(1);
    now += 30_000;
    await tokens.get();
    expect(wechat.asked).toHaveLength(2);
  });

  it('lives on with the old token while WeChat is down, and fails when it has run out', async () => {
    const tokens = process();
    await tokens.get();
    wechat.failing = true;
    now += 116 * MINUTE;
    await expect(tokens.get()).resolves.toBe('token-1');
    await expect(tokens.get()).resolves.toBe('token-1');
    expect(wechat.asked).toHaveLength(2);
    now += 5 * MINUTE;
    await expect(tokens.get()).rejects.toMatchObject({ kind: 'unavailable', errcode: -1, retryable: true });
  });

  it('takes over a token that somebody else has renewed, without force', async () => {
    const tokens = process();
    await tokens.get();
    wechat.renew();
    await expect(tokens.replace('token-1')).resolves.toBe('token-2');
    expect(wechat.asked.map(({ force_refresh }) => force_refresh)).toEqual([false, false]);
  });

  it('forces one new token when parallel callers of two processes were refused', async () => {
    const processes = [process(), process()];
    await processes[0]?.get();
    const callers = Array.from({ length: 20 }, (_, index) => processes[index % 2]?.replace('token-1'));
    expect(new Set(await Promise.all(callers))).toEqual(new Set(['token-2']));
    expect(wechat.asked.filter(({ force_refresh }) => force_refresh)).toHaveLength(1);
  });

  it('asks nobody when another process has replaced the refused token already', async () => {
    await process().get();
    await process().replace('token-1');
    const before = wechat.asked.length;
    await expect(process().replace('token-1')).resolves.toBe('token-2');
    expect(wechat.asked).toHaveLength(before);
  });

  it('does not force again within 5 minutes', async () => {
    const tokens = process();
    await tokens.get();
    await expect(tokens.replace('token-1')).resolves.toBe('token-2');
    now += MINUTE;
    await expect(tokens.replace('token-2')).resolves.toBe('token-2');
    now += 4 * MINUTE;
    await expect(tokens.replace('token-2')).resolves.toBe('token-3');
    expect(wechat.asked.filter(({ force_refresh }) => force_refresh)).toHaveLength(2);
  });
});
