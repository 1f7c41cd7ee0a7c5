import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '@minisuite/testing';
import { Redis } from 'ioredis';
import { type OwnServer, ownServer } from './harness/own-server.js';
import { RedisLimits } from '../src/transport/redis/redis-limits.js';
import { messagesOf, RedisWorld, TOPIC, valuesOf } from './redis-world.js';

const MIB = 1_048_576;
// The longest that publishing may take to say no, with much room for a busy machine.
const SOON_MS = 20_000;
const { publishMs } = new RedisLimits();

describe('publishing', () => {
  let own: OwnServer;
  let world: RedisWorld;

  beforeAll(async () => {
    own = await ownServer('redis');
  }, 60_000);
  afterAll(() => own.remove(), 30_000);
  beforeEach(() => {
    world = new RedisWorld(own.server.address);
  });
  afterEach(() => world.close());

  it('brings large and binary values as they were, in order over all of its chunks', async () => {
    const transport = await world.transport();
    const large = Buffer.alloc(4 * MIB, Buffer.from([0, 1, 254, 255, 10, 13]));
    const small = Array.from({ length: 3000 }, (_, n) => String(n));
    await transport.publish(messagesOf('1', large, ...small, large));
    const { messages } = world.join(transport, 'group');
    await eventually('all have arrived', () => messages.length === 3002);
    expect(valuesOf(messages.slice(1, -1))).toEqual(small);
    expect([messages.at(0), messages.at(-1)].map((message) => message?.value.equals(large))).toEqual([true, true]);
    const offsets = messages.map(({ offset }) => BigInt(offset));
    expect(offsets.every((offset, n) => n === 0 || offset > (offsets[n - 1] ?? 0n))).toBe(true);
  });

  it('keeps the number of partitions that a topic was made with', async () => {
    const first = await world.transport({}, 4);
    const second = await world.transport({}, 9);
    const keys = Array.from({ length: 40 }, (_, n) => String(n));
    for (const transport of [first, second]) await transport.publish(keys.flatMap((key) => messagesOf(key, key)));
    const { messages } = world.join(second, 'group');
    await eventually('all have arrived', () => messages.length === 80);
    const partitions = new Map<string | null, Set<number>>();
    for (const { key, partition } of messages) {
      partitions.set(key, (partitions.get(key) ?? new Set()).add(partition));
    }
    expect([...partitions.values()].every(({ size }) => size === 1)).toBe(true);
    expect(Math.max(...messages.map(({ partition }) => partition))).toBe(3);
  });

  it('into a topic that nobody has made is refused', async () => {
    await expect(world.bareTransport().publish(messagesOf('1', 'x'))).rejects.toThrow(`no topic ${TOPIC}`);
  });

  it('stores all of a chunk or nothing when Redis refuses in the midst of it, and says why', async () => {
    const transport = await world.transport();
    const chunk = messagesOf('1', 'fits', 'x'.repeat(MIB / 2), 'does not fit');
    const used = Number(/used_memory:(\d+)/.exec(await world.redis.info('memory'))?.[1]);
    await world.redis.config('SET', 'maxmemory', used + MIB / 4);
    await expect(transport.publish(chunk)).rejects.toThrow('OOM');
    await world.redis.config('SET', 'maxmemory', 0);
    expect(await world.ids()).toEqual([]);
    await transport.publish(chunk);
    expect(await world.ids()).toHaveLength(3);
  });

  it('says no soon while Redis is frozen, and goes on when it wakes up', async () => {
    const transport = await world.transport();
    const { messages } = world.join(transport, 'group');
    await transport.publish(messagesOf('1', 'before'));
    await eventually('it has arrived', () => messages.length === 1);
    own.server.freeze();
    const since = performance.now();
    await expect(transport.publish(messagesOf('1', 'lost?'))).rejects.toThrow(`not answered within ${publishMs} ms`);
    await expect(transport.check()).rejects.toThrow('not answered within 1500 ms');
    expect(performance.now() - since).toBeLessThan(SOON_MS);
    own.server.resume();
    await eventually('it goes on', async () => {
      await transport.publish(messagesOf('1', 'after'));
      return true;
    });
    await eventually('it has arrived', () => valuesOf(messages).includes('after'));
    await transport.check();
  }, 60_000);

  it('says no at once while Redis is away, sends nothing of that later, and goes on', async () => {
    const transport = await world.transport();
    await own.server.stop();
    const took: number[] = [];
    for (const value of ['1', '2', '3']) {
      const since = performance.now();
      await expect(transport.publish(messagesOf('1', value))).rejects.toThrow(/ECONNREFUSED|closed/);
      took.push(performance.now() - since);
    }
    // The quickest of them: a busy machine may hold one of them up.
    expect(Math.min(...took)).toBeLessThan(2000);
    await own.server.start();
    await transport.publish(messagesOf('1', 'after'));
    const { messages } = world.join(transport, 'group');
    await eventually('it has arrived', () => messages.length > 0);
    expect(valuesOf(messages)).toEqual(['after']);
  }, 60_000);
});

describe('publishing with a replica', () => {
  let own: OwnServer;
  let other: OwnServer;
  let world: RedisWorld;
  let replica: Redis;

  beforeAll(async () => {
    [own, other] = await Promise.all([ownServer('redis'), ownServer('redis')]);
    world = new RedisWorld(own.server.address);
    replica = new Redis(other.server.address);
    const { hostname, port } = new URL(own.server.address);
    await replica.replicaof(hostname, Number(port));
    await eventually('it follows', async () => (await world.redis.info('replication')).includes('state=online'));
  }, 60_000);
  afterAll(async () => {
    await world.close();
    replica.disconnect();
    await Promise.all([own.remove(), other.remove()]);
  }, 30_000);

  it('waits until the replica has it, and says no when that does not come about', async () => {
    const transport = await world.transport();
    await transport.publish(messagesOf('1', 'a', 'b'));
    expect(await replica.xlen(world.keys.stream(TOPIC, 0))).toBe(2);
    other.server.freeze();
    await expect(transport.publish(messagesOf('1', 'c'))).rejects.toThrow('only 0 of 1 replicas');
    other.server.resume();
    await eventually('it goes on', async () => {
      await transport.publish(messagesOf('1', 'c'));
      return true;
    });
  }, 60_000);

  it('refuses to take a replica for the master', async () => {
    const transport = new RedisWorld(other.server.address);
    await expect(transport.transport()).rejects.toThrow('READONLY');
    await transport.close();
  });
});
