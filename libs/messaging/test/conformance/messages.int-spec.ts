import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { RequestContext } from '@minisuite/service';
import { eventually } from '@minisuite/testing';
import type { IncomingMessage } from '../../src/transport/event-transport.js';
import { orderPaid, titleOf } from '../harness/numbered-events.js';
import { Script } from '../harness/script.js';
import { TRANSPORTS } from '../harness/transports.js';
import { World } from '../harness/world.js';

const traceParent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

describe.each(TRANSPORTS)('over %s: a message', (transport) => {
  let world: World;

  beforeAll(async () => {
    world = await World.create(transport);
  }, 60_000);
  afterEach(() => world.stopServices(), 30_000);
  afterAll(() => world.close(), 30_000);

  const arrived = (messages: readonly IncomingMessage[], key: string) =>
    eventually(`${key} has arrived`, () => messages.find((message) => message.key === key), 30_000);

  it('carries CloudEvents headers, and the request id and trace context of the request that wrote it', async () => {
    const published = world.read();
    const service = await world.start({ handles: false });
    await RequestContext.run({ requestId: 'from-the-edge', traceParent }, () => service.write([orderPaid('101')]));
    const { headers } = await arrived(published, '101');
    expect(headers).toEqual({
      ce_specversion: '1.0',
      ce_id: expect.stringMatching(/^\d+$/),
      ce_type: 'order.paid.v1',
      ce_source: 'minisuite/order',
      ce_time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      ce_subject: '101',
      ce_relayfence: expect.stringMatching(/^\d+$/),
      'content-type': 'application/json',
      'x-request-id': 'from-the-edge',
      traceparent: traceParent,
    });
  }, 60_000);

  it('is handled in the scope of that request', async () => {
    let scope: unknown;
    class Curious extends Script {
      override async pass(...args: Parameters<Script['pass']>): Promise<void> {
        if (args[0] === 'effects') scope = RequestContext.origin();
        await super.pass(...args);
      }
    }
    const service = await world.start({ script: new Curious() });
    await RequestContext.run({ requestId: 'from-the-edge', traceParent }, () => service.write([orderPaid('111')]));
    await world.untilTitles('111', 1);
    expect(scope).toEqual({ requestId: 'from-the-edge', traceParent });
  }, 60_000);

  it('may be one megabyte large; what could not be published is refused before it blocks the others', async () => {
    const published = world.read();
    const service = await world.start();
    const title = `large ${'茶'.repeat(330_000)}`;
    await expect(service.write([orderPaid('121', 'x'.repeat(1_100_000))])).rejects.toThrow(RangeError);
    await service.write(Array.from({ length: 4 }, () => orderPaid('121', title)));
    expect(await world.untilTitles('121', 4)).toEqual(Array.from({ length: 4 }, () => title.slice(0, 64)));
    expect(titleOf(await arrived(published, '121'))).toBe(title);
  }, 60_000);

  it('is handled together with those that wait behind it, in one transaction', async () => {
    const script = new Script([{ at: 'begun', title: 'first', act: 'hold' }]);
    const service = await world.start({ script });
    await service.write([orderPaid('131', 'first')]);
    await eventually('the first is being handled', () => script.count('begun', 'first') > 0);
    await service.write(Array.from({ length: 150 }, () => orderPaid('131', 'waits')));
    await eventually('the broker has them', async () => (await world.waiting()) === 0);
    script.release('first');
    await world.untilTitles('131', 151);
    const sizes = script.passages.filter(({ at }) => at === 'begun').map(({ titles }) => titles.length);
    expect(sizes[0]).toBe(1);
    expect(Math.max(...sizes)).toBe(100);
    expect(sizes.length).toBeLessThan(6);
  }, 60_000);

  it('counts once however often it is delivered: in one batch, later, and to two processes', async () => {
    const published = world.read();
    const [service] = [await world.start(), await world.start()];
    await service.write([orderPaid('141')]);
    await world.untilTitles('141', 1);
    const original = await arrived(published, '141');
    const copy = { ...original, key: '141' };
    const twin = { ...copy, headers: { ...copy.headers, ce_id: '9000141' } };
    await world.broker.publish([copy, twin, twin, copy, twin]);
    await service.write([orderPaid('141', 'last')]);
    expect(await world.untilTitles('141', 3)).toEqual(['tea', 'tea', 'last']);
    expect(await world.letters()).toEqual([]);
  }, 60_000);

  it('can be watched from now on without being taken from anyone', async () => {
    const service = await world.start();
    await service.write([orderPaid('151', 'before')]);
    await world.untilTitles('151', 1);
    const seen: IncomingMessage[] = [];
    const watch = world.broker.watch(['order.events'], (messages) => seen.push(...messages));
    await eventually('the watch has begun', () => watch.check().then(() => true), 30_000);
    await service.write([orderPaid('151', 'after')]);
    expect(await world.untilTitles('151', 2)).toEqual(['before', 'after']);
    await eventually('it was seen', () => seen.filter(({ key }) => key === '151').length > 0);
    expect(seen.filter(({ key }) => key === '151').map(titleOf)).toEqual(['after']);
    await watch.stop(1000);
  }, 60_000);

  it('that waits is told as lag, by partition, until it has its effect', async () => {
    const lagOf = async () => {
      const partitions = await world.broker.lag('minisuite.order', ['order.events']);
      return partitions.reduce((sum, { messages }) => sum + messages, 0);
    };
    const script = new Script([{ at: 'begun', title: 'held', act: 'hold' }]);
    const service = await world.start({ script });
    await eventually('nothing waits', async () => (await lagOf()) === 0);
    await service.write(Array.from({ length: 5 }, () => orderPaid('161', 'held')));
    await eventually('five wait', async () => (await lagOf()) === 5);
    const partitions = await world.broker.lag('minisuite.order', ['order.events']);
    expect(partitions.filter(({ messages }) => messages > 0)).toHaveLength(1);
    script.release('held');
    await world.untilTitles('161', 5);
    await eventually('nothing waits', async () => (await lagOf()) === 0);
  }, 60_000);
});
