import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '@minisuite/testing';
import { messagesOf, RedisWorld, TOPIC } from './redis-world.js';

const GROUP = 'group';
const PARTITIONS = 6;

describe('the members of a group', () => {
  let world: RedisWorld;

  beforeEach(() => {
    world = new RedisWorld();
  });
  afterEach(() => world.close());

  const share = (shares: number[]) =>
    eventually(`the shares are ${shares.join(', ')}`, async () => {
      return (await world.shares(GROUP)).join() === shares.join();
    });

  it('share its partitions fairly whenever one comes or goes', async () => {
    const transport = await world.transport({}, PARTITIONS);
    const first = world.join(transport, GROUP);
    await share([6]);
    const second = world.join(transport, GROUP);
    await share([3, 3]);
    const third = world.join(transport, GROUP);
    await share([2, 2, 2]);
    const fourth = world.join(transport, GROUP);
    await share([1, 1, 2, 2]);
    await Promise.all([first, third].map(({ subscription }) => subscription.stop(1000)));
    await share([3, 3]);
    await second.subscription.stop(1000);
    await share([6]);
    await fourth.subscription.stop(20_000);
    expect(await world.shares(GROUP)).toEqual([]);
  });

  it('hand over at once what they do not work on, and the rest when that is done', async () => {
    const gate = Promise.withResolvers<void>();
    const transport = await world.transport({ memberMs: 60_000 }, 2);
    const leaving = world.join(transport, GROUP, async (batch) => {
      await gate.promise;
      for (const message of batch.messages) await batch.acknowledge(message);
    });
    await share([2]);
    await transport.publish(messagesOf('1', 'slow'));
    await eventually('the handler runs', () => leaving.messages.length === 1);
    const stopped = leaving.subscription.stop(20_000);
    const heir = world.join(transport, GROUP);
    await share([1, 1]);
    await transport.publish(['2', '3', '4', '5'].flatMap((key) => messagesOf(key, key)));
    await eventually('the heir works', () => heir.messages.length > 0);
    gate.resolve();
    await stopped;
    await eventually('the heir has everything else', () => heir.messages.length === 4);
    expect(leaving.messages).toHaveLength(1);
  });

  it('that read different topics starve none of them', async () => {
    const transport = await world.transport({}, 2);
    await transport.ensureTopics([{ name: 'user.events', partitions: 2 }]);
    world.join(transport, GROUP);
    const more: string[] = [];
    transport.subscribe({
      group: GROUP,
      topics: [TOPIC, 'user.events'],
      onBatch: async (batch) => {
        more.push(...batch.messages.map(({ topic }) => topic));
        for (const message of batch.messages) await batch.acknowledge(message);
      },
    });
    await share([1, 1]);
    await transport.publish(['1', '2', '3', '4'].map((key) => ({ topic: 'user.events', key, headers: {}, value: '' })));
    await eventually('all of the other topic arrive', () => more.filter((topic) => topic !== TOPIC).length === 4);
  });
});
