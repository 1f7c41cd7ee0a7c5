import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { eventually } from '@minisuite/testing';
import { Logger } from '@nestjs/common';
import { type OwnServer, ownServer } from './harness/own-server.js';
import { messagesOf, RedisWorld, TOPIC, valuesOf } from './redis-world.js';

const GROUP = 'group';
const IDLE_S = 5;
const LATER_MS = 60_000;

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
      // What was not acknowledged when the connection is cut would rightly come again.
      await world.untilRead(transport, GROUP);
    }
    await eventually('it was shown', () => seen.includes('3'));
    expect(seen).toEqual(valuesOf(messages));
  });

  it('goes on reading, and others begin to, while Redis is full and takes nothing more', async () => {
    const transport = await world.transport({ memberMs: 5000 });
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
    await eventually('who could not tell that it lives would be forgotten', async () => (await second()) >= since + 6);
    const late = world.join(transport, 'late');
    await eventually('the newcomer has everything', () => late.messages.length === 300);
    gate.resolve();
    await eventually('so has who began before', () => early.messages.length === 300);
    await world.untilRead(transport, GROUP);
    await world.redis.config('SET', 'maxmemory', 0);
  }, 60_000);

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
    await eventually('it says so', () => lines.length > 1);
    expect(lines).toEqual([
      expect.stringMatching(/^the subscription of group fails/),
      expect.stringMatching(/^the subscription of group works again/),
    ]);
  }, 60_000);

  it('asks Redis about once a second while nothing happens', async () => {
    const transport = await world.transport({}, 6);
    const { messages } = world.join(transport, GROUP);
    await transport.publish(messagesOf('1', 'before'));
    await eventually('it has arrived', () => messages.length === 1);
    const second = async () => Number((await world.redis.time())[0]);
    const callsInAWhile = async () => {
      await world.redis.config('RESETSTAT');
      const since = await second();
      await eventually('a while has passed', async () => (await second()) >= since + IDLE_S);
      return Number(/cmdstat_eval:calls=(\d+)/.exec(await world.redis.info('commandstats'))?.[1]);
    };
    // Each beat is two scripts, sent together. In the first while it may still be taking its partitions.
    const mayCall = 2 * (IDLE_S + 2);
    await eventually('it has come to rest', async () => (await callsInAWhile()) <= mayCall, 20_000);
  }, 60_000);

  it('hears at once when something is published', async () => {
    // Who found out at the next beat only would be too late for any of them.
    const transport = await world.transport({ beatMs: LATER_MS, memberMs: 2 * LATER_MS }, 6);
    const { messages } = world.join(transport, GROUP);
    const listeners = async () => (await world.redis.pubsub('NUMSUB', world.keys.news(TOPIC)))[1];
    await eventually('it listens', async () => (await listeners()) === 1);
    await eventually('it has its partitions', async () => (await world.shares(GROUP)).join() === '6');
    for (let n = 1; n < 21; n += 1) {
      await transport.publish(messagesOf(String(n), 'x'));
      await eventually('it has arrived', () => messages.length === n);
    }
  });
});
