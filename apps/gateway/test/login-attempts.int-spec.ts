import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DomainError } from '@minisuite/kernel';
import { eventually } from '@minisuite/testing';
import { wire } from './admin-samples.js';
import { type Answer, type GatewayUnderTest, startGatewayUnderTest } from './gateway-under-test.js';

const RIGHT = 'correct-horse-battery';

let gateways: [GatewayUnderTest, GatewayUnderTest];
beforeAll(async () => {
  const start = () => startGatewayUnderTest({ trustedProxies: ['127.0.0.1'] });
  gateways = [await start(), await start()];
});
afterAll(() => Promise.all(gateways.map((gateway) => gateway.stop())));
beforeEach(() => {
  for (const { services } of gateways) {
    services.reset();
    services.on('LogIn', ({ password }: { password: string }) => {
      if (password === RIGHT) return wire.login;
      throw new DomainError('unauthenticated', 'CREDENTIALS_INVALID', 'x');
    });
  }
});

const someName = () => `op-${randomBytes(6).toString('hex')}`;
const someAddress = () => `2001:db8:${randomBytes(2).toString('hex')}:${randomBytes(2).toString('hex')}::1`;
const logIn = (username: string, address: string, password: string, index = 0): Promise<Answer> =>
  (gateways[index % 2] as GatewayUnderTest).call('POST', '/admin/auth/login', {
    token: null,
    body: { username, password },
    headers: { 'x-forwarded-for': address },
  });
const asked = () => gateways.flatMap(({ services }) => services.requestsOf('LogIn')).length;
const fail = async (username: string, address: string, times: number) => {
  for (let turn = 0; turn < times; turn += 1) {
    expect((await logIn(username, address, 'wrong', turn)).status).toBe(401);
  }
};

describe('guessing the password of an operator', () => {
  it('is not tried any more after five wrong ones, not even with the right one, and says for how long', async () => {
    const [name, address] = [someName(), someAddress()];
    await fail(name, address, 5);
    const answer = await logIn(` ${name.toUpperCase()}`, address, RIGHT);
    expect(answer).toMatchObject({ status: 429, json: { reason: 'RATE_LIMITED' } });
    const retryAfter = Number(answer.headers.get('retry-after'));
    expect(retryAfter).toBeGreaterThan(20);
    expect(retryAfter).toBeLessThanOrEqual(30);
    expect(asked()).toBe(5);
  });

  it('is tried five times when fifty come at once, to two gateways', async () => {
    const [name, address] = [someName(), someAddress()];
    const answers = await Promise.all(Array.from({ length: 50 }, (_, index) => logIn(name, address, 'wrong', index)));
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(5);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(45);
    expect(asked()).toBe(5);
  });

  it('locks nobody else out: not the operator elsewhere, and no other operator there', async () => {
    const [name, address] = [someName(), someAddress()];
    await fail(name, address, 5);
    expect((await logIn(name, address, RIGHT)).status).toBe(429);
    expect((await logIn(name, someAddress(), RIGHT)).status).toBe(200);
    expect((await logIn(someName(), address, RIGHT)).status).toBe(200);
    expect((await logIn(name, address, RIGHT)).status).toBe(429);
  });

  it('may go on after the pause, once, and then waits twice as long', async () => {
    const [name, address] = [someName(), someAddress()];
    await fail(name, address, 5);
    const [gateway] = gateways;
    const pauseOver = async () => {
      for (const key of await gateway.redis.keys('login:*:pause')) await gateway.redis.del(key);
    };
    await pauseOver();
    await fail(name, address, 1);
    const answer = await logIn(name, address, RIGHT);
    expect(answer.status).toBe(429);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(50);
    await pauseOver();
    expect((await logIn(name, address, RIGHT)).status).toBe(200);
  });

  it('is forgotten after the right one', async () => {
    const [name, address] = [someName(), someAddress()];
    for (let turn = 0; turn < 3; turn += 1) {
      await fail(name, address, 4);
      expect((await logIn(name, address, RIGHT)).status).toBe(200);
    }
  });

  it('is not what a login was that nobody looked at', async () => {
    const [name, address] = [someName(), someAddress()];
    for (const { services } of gateways) {
      services.on('LogIn', () => {
        throw new DomainError('unavailable', 'SERVICE_UNAVAILABLE', 'x');
      });
    }
    for (let turn = 0; turn < 8; turn += 1) expect((await logIn(name, address, RIGHT, turn)).status).toBe(503);
  });

  it('leaves nothing for ever when one login is right and another is looked at by nobody', async () => {
    const [name, address] = [someName(), someAddress()];
    let answered: () => void = () => {};
    const right = new Promise<void>((resolve) => (answered = resolve));
    for (const { services } of gateways) {
      services.on('LogIn', async ({ password }: { password: string }) => {
        if (password === RIGHT) return wire.login;
        await right;
        throw new DomainError('unavailable', 'SERVICE_UNAVAILABLE', 'x');
      });
    }
    const other = logIn(name, address, 'nobody looks', 1);
    await eventually('the other is asked', () => asked() === 1);
    expect((await logIn(name, address, RIGHT)).status).toBe(200);
    answered();
    expect((await other).status).toBe(503);
    const [{ redis }] = gateways;
    for (const key of await redis.keys('login:*')) expect(await redis.pttl(key)).not.toBe(-1);
  });

  it('keeps no name in Redis', async () => {
    const [name, address] = [someName(), someAddress()];
    await fail(name, address, 1);
    const keys = await gateways[0].redis.keys('login:*');
    expect(keys.some((key) => key.includes(name) || key.includes('2001'))).toBe(false);
  });
});
