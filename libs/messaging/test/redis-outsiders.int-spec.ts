import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '@minisuite/testing';
import { messagesOf, RedisWorld, TOPIC, valuesOf } from './redis-world.js';

const GROUP = 'group';

describe('what others do to the streams', () => {
  let world: RedisWorld;

  beforeEach(() => {
    world = new RedisWorld();
  });
  afterEach(() => world.close());

  const stream = (partition = 0) => world.keys.stream(TOPIC, partition);

  it('entries with any fields and any id are delivered, each with an offset that grows or stays', async () => {
    const transport = await world.transport();
    const { messages } = world.join(transport, GROUP);
    await eventually('it is a member', async () => (await world.shares(GROUP)).length === 1);
    await world.redis.xadd(stream(), '1-1', 'foo', 'bar');
    await world.redis.xadd(stream(), '*', 'value', 'without key or headers');
    await transport.publish(messagesOf('1', 'ours'));
    await world.redis.xadd(stream(), '99999999999999-0', 'value', 'far future');
    await transport.publish(messagesOf('1', 'after'));
    await world.untilRead(transport, GROUP);
    expect(valuesOf(messages)).toEqual(['', 'without key or headers', 'ours', 'far future', 'after']);
    expect(messages[0]).toMatchObject({ key: null, headers: { foo: 'bar' } });
    const offsets = messages.map(({ offset }) => BigInt(offset));
    expect(offsets).toEqual(offsets.toSorted((a, b) => (a < b ? -1 : Number(a > b))));
  });

  it('an entry that was deleted after it had been delivered does not hold up the others', async () => {
    const transport = await world.transport();
    await transport.publish(messagesOf('1', 'a', 'b', 'c'));
    let refused = true;
    const { messages } = world.join(transport, GROUP, async (batch) => {
      if (refused) throw new Error('not yet');
      for (const message of batch.messages) await batch.acknowledge(message);
    });
    await eventually('they have been delivered', () => messages.length >= 3);
    const [, id = ''] = await world.ids();
    await world.redis.xdel(stream(), id);
    const lastTwo = () => valuesOf(messages.slice(-2));
    await eventually('they have been delivered without it', () => lastTwo().join() === 'a,c');
    refused = false;
    await world.untilRead(transport, GROUP);
    expect(lastTwo()).toEqual(['a', 'c']);
  });

  it('a key of another kind in the place of a stream holds up its partition alone', async () => {
    const transport = await world.transport({}, 6);
    await world.redis.set(stream(0), 'no stream');
    const { messages } = world.join(transport, GROUP);
    for (let partition = 1; partition < 6; partition += 1) {
      await world.redis.xadd(stream(partition), '*', 'value', String(partition));
    }
    await eventually('the others have arrived', () => messages.length === 5);
    await world.redis.del(stream(0));
    await world.redis.xadd(stream(0), '*', 'value', 'repaired');
    await eventually('it has arrived', () => valuesOf(messages).includes('repaired'));
  });

  it('a group that an operator sets back gets everything again', async () => {
    const transport = await world.transport();
    await transport.publish(messagesOf('1', 'a', 'b'));
    const { messages } = world.join(transport, GROUP);
    await world.untilRead(transport, GROUP);
    await world.redis.xgroup('SETID', stream(), GROUP, '0');
    await eventually('they have come again', () => messages.length === 4);
    await world.untilRead(transport, GROUP);
    await world.redis.xgroup('DESTROY', stream(), GROUP);
    await eventually('they have come once more', () => messages.length === 6);
  });

  it('the lag is right where entries were deleted, and XINFO does not know it', async () => {
    const transport = await world.transport();
    await transport.publish(messagesOf('1', ...Array.from({ length: 2500 }, (_, n) => String(n))));
    const lag = async () => (await transport.lag(GROUP, [TOPIC])).map(({ messages }) => messages);
    expect(await lag()).toEqual([2500]);
    await world.redis.xgroup('CREATE', stream(), GROUP, '0');
    await world.redis.xreadgroup('GROUP', GROUP, 'someone', 'COUNT', 10, 'STREAMS', stream(), '>');
    const ids = await world.ids();
    for (const n of [5, 20, 2000]) await world.redis.xdel(stream(), ids[n] ?? '');
    const [about = []] = (await world.redis.xinfo('GROUPS', stream())) as unknown[][];
    expect(about[about.indexOf('lag') + 1]).toBeNull();
    // Ten have been begun, one of which is gone, and 2488 are left.
    expect(await lag()).toEqual([2498]);
  });
});
