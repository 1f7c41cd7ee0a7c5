import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '@minisuite/testing';
import { messagesOf, RedisWorld, TOPIC, valuesOf } from './redis-world.js';

const DAY_MS = 86_400_000;
const SOON = { trimMs: 50 };

describe('the removal of old messages', () => {
  let world: RedisWorld;

  beforeEach(() => {
    world = new RedisWorld();
  });
  afterEach(() => world.close());

  const numbered = (count: number) => messagesOf('1', ...Array.from({ length: count }, (_, n) => String(n)));
  /** Lets the trimming be done a few times; tells how many messages are left. */
  const trimmed = async (): Promise<number> => {
    for (let n = 0; n < 3; n += 1) {
      await eventually('it is done', async () => (await world.redis.exists(world.keys.trimming)) === 1);
      await eventually('its turn is over', async () => (await world.redis.exists(world.keys.trimming)) === 0);
    }
    return (await world.ids()).length;
  };

  it('leaves what one group has not acknowledged, and takes what all have', async () => {
    const transport = await world.transport({ ...SOON, keepMs: 0 });
    // In the first batch everything, in the second up to a message in its midst, then nothing.
    const slow = world.join(transport, 'slow', async (batch) => {
      const { messages } = batch;
      const last = messages[0]?.value.toString() === '0' ? messages.at(-1) : undefined;
      const upTo = messages.find(({ value }) => value.toString() === '299') ?? last;
      if (upTo) await batch.acknowledge(upTo);
    });
    const quick = world.join(transport, 'quick');
    for (const group of ['slow', 'quick']) {
      await eventually('it is a member', async () => (await world.shares(group)).length === 1);
    }
    await transport.publish(numbered(500));
    await eventually('all have been read', () => quick.messages.length === 500);
    await world.untilRead(transport, 'quick');
    await eventually('300 are acknowledged', async () => {
      const [lag] = await transport.lag('slow', [TOPIC]);
      return lag?.messages === 200;
    });
    await eventually('what all have acknowledged is gone', async () => (await world.ids()).length === 200);
    expect(await trimmed()).toBe(200);
    await slow.subscription.stop(1000);
    const late = world.join(transport, 'slow');
    await eventually('the rest has arrived', () => late.messages.length === 200);
    expect(valuesOf(late.messages)[0]).toBe('300');
    await eventually('everything is gone', async () => (await world.ids()).length === 0);
  });

  it('leaves what a group that is away has not been given', async () => {
    const transport = await world.transport({ ...SOON, keepMs: 0, keepUnreadMs: DAY_MS });
    const away = world.join(transport, 'away');
    await transport.publish(numbered(3));
    await eventually('it has read them', () => away.messages.length === 3);
    await away.subscription.stop(1000);
    await eventually('they are gone', async () => (await world.ids()).length === 0);
    await transport.publish(numbered(7));
    world.join(transport, 'present');
    await world.untilRead(transport, 'present');
    expect(await trimmed()).toBe(7);
  });

  it('leaves what is young', async () => {
    const transport = await world.transport({ ...SOON, keepMs: DAY_MS });
    await world.redis.xadd(world.keys.stream(TOPIC, 0), `${Date.now() - DAY_MS - 1000}-0`, 'value', 'old');
    await transport.publish(numbered(5));
    const { messages } = world.join(transport, 'group');
    await world.untilRead(transport, 'group');
    expect(valuesOf(messages)).toEqual(['old', '0', '1', '2', '3', '4']);
    await eventually('the old one is gone', async () => (await world.ids()).length === 5);
    expect(await trimmed()).toBe(5);
  });

  it('goes by age alone where no group reads', async () => {
    const transport = await world.transport({ ...SOON, keepMs: 0, keepUnreadMs: DAY_MS });
    const stream = world.keys.stream(TOPIC, 0);
    await world.redis.xadd(stream, `${Date.now() - DAY_MS - 1000}-0`, 'value', 'old');
    await transport.publish(numbered(2));
    await eventually('the old one is gone', async () => (await world.ids()).length === 2);
    expect(await trimmed()).toBe(2);
  });
});
