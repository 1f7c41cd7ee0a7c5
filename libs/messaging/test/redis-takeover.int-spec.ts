import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '@minisuite/testing';
import { OwnedPartition } from '../src/transport/redis/owned-partition.js';
import { RedisConnection } from '../src/transport/redis/redis-connection.js';
import { RedisLimits } from '../src/transport/redis/redis-limits.js';
import { messagesOf, RedisWorld, TOPIC, valuesOf } from './redis-world.js';

const GROUP = 'group';

describe('a partition that changes hands', () => {
  let world: RedisWorld;

  beforeEach(() => {
    world = new RedisWorld();
  });
  afterEach(() => world.close());

  const stream = () => world.keys.stream(TOPIC, 0);
  /** What a process leaves behind that has read some messages and was heard for the last time at `heardAt`. */
  const leaveBehind = async (consumer: string, count: number, heardAt: number) => {
    await world.redis.xgroup('CREATE', stream(), GROUP, '0', 'MKSTREAM').catch(() => {});
    await world.redis.xreadgroup('GROUP', GROUP, consumer, 'COUNT', count, 'STREAMS', stream(), '>');
    await world.redis.hset(world.keys.owners(GROUP, TOPIC), 0, `${consumer}#1`);
    await world.redis.zadd(world.keys.members(GROUP, TOPIC), heardAt, consumer);
  };

  it('brings what dead members had begun first, in order, and then what is new', async () => {
    const transport = await world.transport();
    await transport.publish(messagesOf('1', '1', '2', '3', '4', '5', '6'));
    await leaveBehind('dead', 2, 0);
    await leaveBehind('owner', 2, 0);
    const heir = world.join(transport, GROUP);
    await eventually('all have arrived', () => heir.messages.length === 6);
    expect(valuesOf(heir.messages)).toEqual(['1', '2', '3', '4', '5', '6']);
    await world.untilRead(transport, GROUP);
  });

  it('is left to a member that was heard lately, until that has been silent for long enough', async () => {
    const transport = await world.transport({ memberMs: 2000 });
    await transport.publish(messagesOf('1', '1', '2'));
    const since = Date.now();
    await leaveBehind('silent', 1, since);
    const heir = world.join(transport, GROUP);
    await eventually('all have arrived', () => heir.messages.length === 2);
    expect(Date.now() - since).toBeGreaterThanOrEqual(2000);
    expect(valuesOf(heir.messages)).toEqual(['1', '2']);
  });

  it('takes nothing away with a command that Redis carries out late', async () => {
    const transport = await world.transport();
    await transport.publish(messagesOf('1', '1', '2'));
    const connection = new RedisConnection(world.url, 'test');
    const owned = (member: string) =>
      new OwnedPartition(connection, world.keys, GROUP, member, { topic: TOPIC, partition: 0 }, new RedisLimits());
    const [early, late] = [owned('member'), owned('member')];
    await early.take();
    await late.take();
    await late.take();
    expect(await early.next()).toBeNull();
    expect((await late.next())?.entries).toHaveLength(2);
    await world.redis.zadd(world.keys.members(GROUP, TOPIC), Date.now(), 'member');
    expect(await owned('other').take()).toBe(false);
    connection.close();
  });

  it('tells who has lost it to begin nothing more, and acknowledges what that still does', async () => {
    const gate = Promise.withResolvers<void>();
    const transport = await world.transport();
    let lost: AbortSignal | undefined;
    const loser = world.join(transport, GROUP, async (batch) => {
      lost = batch.signal;
      await gate.promise;
      for (const message of batch.messages.slice(0, 1)) await batch.acknowledge(message);
    });
    await transport.publish(messagesOf('1', '1', '2'));
    await eventually('the handler runs', () => loser.messages.length === 2);
    await world.redis.hset(world.keys.owners(GROUP, TOPIC), 0, 'other#1');
    await world.redis.zadd(world.keys.members(GROUP, TOPIC), Date.now() + 60_000, 'other');
    await eventually('it is told', () => lost?.aborted);
    gate.resolve();
    await eventually('what it did is acknowledged', async () => {
      const [lag] = await transport.lag(GROUP, [TOPIC]);
      return lag?.messages === 1;
    });
    expect(loser.messages).toHaveLength(2);
  });

  it('brings what was not acknowledged again, and nothing twice that was', async () => {
    const transport = await world.transport();
    let batches = 0;
    const member = world.join(transport, GROUP, async (batch) => {
      batches += 1;
      const [first] = batch.messages;
      if (batches === 1 && first) await batch.acknowledge(first);
      if (batches === 2) throw new Error('not yet');
      const last = batch.messages.at(-1);
      if (batches > 2 && last) await batch.acknowledge(last);
    });
    await transport.publish(messagesOf('1', '1', '2', '3'));
    await world.untilRead(transport, GROUP);
    expect(valuesOf(member.messages)).toEqual(['1', '2', '3', '2', '3', '2', '3']);
  });
});
