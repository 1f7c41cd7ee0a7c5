import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Health } from '@minisuite/service';
import { eventually } from '@minisuite/testing';
import { Logger } from '@nestjs/common';
import { Redis } from 'ioredis';
import { EventTransport, UnsafeBroker } from '../src/transport/event-transport.js';
import { type OwnServer, ownServer } from './harness/own-server.js';
import { orderPaid } from './harness/numbered-events.js';
import { World } from './harness/world.js';

describe('a Redis that may lose what it has acknowledged', () => {
  let own: OwnServer;
  let world: World;
  let redis: Redis;

  beforeAll(async () => {
    own = await ownServer('redis');
    world = await World.create('redis', own.servers);
    redis = new Redis(own.server.address);
  }, 60_000);
  afterEach(async () => {
    jest.restoreAllMocks();
    await world.stopServices();
  }, 30_000);
  afterAll(async () => {
    redis.disconnect();
    await world.close();
    await own.remove();
  }, 30_000);

  const set = (appendonly: string, policy: string) =>
    redis.config('SET', 'appendonly', appendonly, 'maxmemory-policy', policy);

  it.each([
    ['no', 'noeviction', 'set appendonly yes there'],
    ['yes', 'allkeys-lru', 'set maxmemory-policy noeviction (it is allkeys-lru) there'],
  ])('is refused with appendonly %s and %s, with a word of what to do', async (appendonly, policy, sentence) => {
    await set(appendonly, policy);
    const refusal = world.broker.ensureTopics([{ name: 'order.events', partitions: 1 }]);
    await expect(refusal).rejects.toThrow(UnsafeBroker);
    await expect(refusal).rejects.toThrow(sentence);
  });

  it('keeps a service from being ready, which is said once; when it is repaired everything goes on', async () => {
    await set('no', 'noeviction');
    const error = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => {});
    const warn = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => {});
    const service = await world.startImpatiently();
    const tries = jest.spyOn(service.get(EventTransport), 'ensureTopics');
    await service.write([orderPaid('101', 'patient')]);
    const sentence = 'this Redis may lose events that it has acknowledged: set appendonly yes there';
    await eventually('readiness says so', async () => {
      const { ready, checks } = await service.get(Health).report();
      return !ready && checks['events'] === sentence;
    });
    await eventually('it was tried several times', () => tries.mock.calls.length > 2, 20_000);
    expect(error.mock.calls).toEqual([[`events do not travel: ${sentence}`]]);
    expect(warn).not.toHaveBeenCalled();
    await set('yes', 'noeviction');
    await eventually('it is ready', () => service.runs(), 20_000);
    expect(await world.untilTitles('101', 1)).toEqual(['patient']);
  }, 60_000);
});
