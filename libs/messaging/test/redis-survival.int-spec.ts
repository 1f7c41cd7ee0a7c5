import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { eventually } from '@minisuite/testing';
import { Logger } from '@nestjs/common';
import { type OwnServer, ownServer } from './harness/own-server.js';
import { messagesOf, RedisWorld, TOPIC, valuesOf } from './redis-world.js';

const GROUP = 'group';
const IDLE_S = 5;

describe('a subscription', () => {
  let own: OwnServer;
  let world: RedisWorld;

  beforeAll(async () => {
    own = await ownServer('redis');
  }, 60_000);
  afterAll(() => own.remove(), 30_000);
  beforeEach(() => {
    world = new RedisWorld(own.server.address);
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await world.close();
  });

  it('goes on when somebody has emptied Redis', async () => {
    const transport = await world.transport({}, 2);
    const { messages } = world.join(transport, GROUP);
    await transport.publish(messagesOf('1', 'before'));
    await eventually('it has arrived', () => messages.length === 1);
    await world.redis.flushall();
    await transport.publish(messagesOf('1', 'after'));
    await eventually('it has arrived', () => messages.length === 2);
    const other = await world.transport({}, 7);
    await other.publish(messagesOf('1', 'of another process'));
    await eventually('it has arrived', () => messages.length === 3);
    expect(new Set(messages.map(({ partition }) => partition)).size).toBe(1);
  });

  it('goes on, and so does a watch that shows nothing twice, when their connections are cut', async () => {
    const transport = await world.transport();
    const { messages } = world.join(transport, GROUP);
    const seen: string[] = [];
    const watch = transport.watch([TOPIC], (shown) => seen.push(...valuesOf(shown)));
    await eventually('the watch runs', async () => {
      await watch.check();
      return true;
    });
    for (const value of ['1', '2', '3']) {
      await world.redis.client('KILL', 'TYPE', 'normal', 'SKIPME', 'yes');
      await world.redis.client('KILL', 'TYPE', 'pubsub');
      await eventually('it is published', async () => {
        await transport.publish(messagesOf('1', value));
        return true;
      });
      await eventually('it has arrived', () => valuesOf(messages).includes(value));
    }
    await eventually('it was shown', () => seen.includes('3'));
    expect(seen).toEqual(valuesOf(messages));
  });

  it('goes on reading, and others begin to, while Redis is full and takes nothing more', async () => {
    const transport = await world.transport({ memberMs: 2000 });
    const gate = Promise.withResolvers<void>();
    const early = world.join(transport, GROUP, async (batch) => {
      await gate.promise;
      for (const message of batch.messages) await batch.acknowledge(message);
    });
    await transport.publish(messagesOf('1', ...Array.from({ length: 300 }, (_, n) => String(n))));
    await eventually('it has begun', () => early.messages.length > 0);
    await world.redis.config('SET', 'maxmemory', 1);
    await expect(transport.publish(messagesOf('1', 'too much'))).rejects.toThrow('OOM');
    const second = async () => Number((await world.redis.time())[0]);
    const since = await second();
    await eventually('who could not tell that it lives would be forgotten', async () => (await second()) >= since + 3);
    const late = world.join(transport, 'late');
    await eventually('the newcomer has everything', () => late.messages.length === 300);
    gate.resolve();
    await eventually('so has who began before', () => early.messages.length === 300);
    await world.untilRead(transport, GROUP);
    await world.redis.config('SET', 'maxmemory', 0);
  });

  it('says once that Redis is away and once that it is back', async () => {
    const lines: string[] = [];
    const note = (_about: unknown, text = '') => lines.push(String(text || _about));
    for (const level of ['log', 'warn', 'error'] as const) {
      jest.spyOn(Logger.prototype, level).mockImplementation(note);
    }
    const transport = await world.transport({}, 6);
    const { messages, subscription } = world.join(transport, GROUP);
    await transport.publish(messagesOf('1', 'before'));
    await eventually('it has arrived', () => messages.length === 1);
    await own.server.stop();
    await eventually('it is cut off', async () => {
      const reason = await subscription.check().then(
        () => '',
        (error: Error) => error.message,
      );
      return reason.includes('cut off');
    });
    await own.server.start();
    await transport.publish(messagesOf('1', 'after'));
    await eventually('it has arrived', () => messages.length === 2);
    await subscription.check();
    expect(lines).toEqual([
      expect.stringMatching(/^the subscription of group fails/),
      expect.stringMatching(/^the subscription of group works again/),
    ]);
  }, 60_000);

  it('asks Redis about once a second while nothing happens, and hears at once when something does', async () => {
    const transport = await world.transport({}, 6);
    const { messages } = world.join(transport, GROUP);
    await transport.publish(messagesOf('1', 'before'));
    await eventually('it has arrived', () => messages.length === 1);
    await world.redis.config('RESETSTAT');
    const second = async () => Number((await world.redis.time())[0]);
    const since = await second();
    await eventually('a while has passed', async () => (await second()) >= since + IDLE_S);
    const calls = Number(/cmdstat_eval:calls=(\d+)/.exec(await world.redis.info('commandstats'))?.[1]);
    // Each beat is two scripts, sent together.
    expect(calls).toBeLessThanOrEqual(2 * (IDLE_S + 2));
    const took: number[] = [];
    for (let n = 2; n < 22; n += 1) {
      const sent = performance.now();
      await transport.publish(messagesOf(String(n), 'x'));
      await eventually('it has arrived', () => messages.length === n);
      took.push(performance.now() - sent);
    }
    // Who found out at the next beat only would take half a second.
    expect(took.toSorted((a, b) => a - b)[10]).toBeLessThan(150);
  }, 60_000);
});
