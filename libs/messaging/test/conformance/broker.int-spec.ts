import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { delay } from '@minisuite/kernel';
import { eventually } from '@minisuite/testing';
import type { IncomingMessage } from '../../src/transport/event-transport.js';
import { numbers, orderPaid, titleOf } from '../harness/numbered-events.js';
import { type OwnServer, ownServer } from '../harness/own-server.js';
import { Script } from '../harness/script.js';
import type { Service } from '../harness/service-under-test.js';
import { TRANSPORTS } from '../harness/transports.js';
import { World } from '../harness/world.js';

const AWAY_MS = 30_000;
const FROZEN_MS = 15_000;
const PACE_MS = 50;

describe.each(TRANSPORTS)('over %s: a broker', (transport) => {
  let own: OwnServer;
  let world: World;

  beforeAll(async () => {
    own = await ownServer(transport);
    world = await World.create(transport, own.servers);
  }, 90_000);
  afterEach(() => world.stopServices(), 30_000);
  afterAll(async () => {
    await world.close();
    await own.remove();
  }, 60_000);

  /** Goes on writing for a while, as users do whatever the broker does; answers how many events each key has. */
  async function writeFor(service: Service, keys: readonly string[], ms: number, before = 0): Promise<number> {
    let rounds = before;
    for (const end = performance.now() + ms; performance.now() < end; rounds += 1) {
      await service.writeNext(...keys);
      await delay(PACE_MS);
    }
    return rounds;
  }

  it(`that is away for ${AWAY_MS / 1000} s while events are written and handled loses, doubles and reorders none`, async () => {
    const service = await world.start();
    const keys = ['101', '102', '103'];
    const before = await writeFor(service, keys, 1000);
    await own.server.stop();
    const during = await writeFor(service, keys, AWAY_MS, before);
    expect(await service.runs()).toBe(false);
    expect(await world.waiting()).toBeGreaterThan(0);
    await own.server.start();
    const written = await writeFor(service, keys, 1000, during);
    for (const key of keys) expect(await world.untilTitles(key, written, 60_000)).toEqual(numbers(written));
    await eventually('relay and consumer run again', () => service.runs(), 30_000);
  }, 150_000);

  it('that is killed and started again on its data keeps what it acknowledged, and how far everyone was', async () => {
    const script = new Script([{ at: 'begun', title: 'held', act: 'hold' }]);
    const service = await world.start({ script });
    for (let n = 0; n < 20; n += 1) await service.writeNext('201');
    await world.untilTitles('201', 20);
    await service.write([orderPaid('202', 'held'), orderPaid('202', 'after')]);
    await eventually('the broker has them', async () => (await world.waiting()) === 0);
    await eventually('the handler runs', () => script.count('begun', 'held') > 0);
    await service.stop().finally(() => script.release('held'));
    await own.server.kill();
    await own.server.start();
    const next = await world.start();
    expect(await world.untilTitles('202', 2, 60_000)).toEqual(['held', 'after']);
    await next.writeNext('201');
    expect(await world.untilTitles('201', 21, 60_000)).toEqual(numbers(21));
  }, 120_000);

  it('that is killed under load and started again loses, doubles and reorders nothing', async () => {
    const service = await world.start();
    const keys = ['301', '302', '303'];
    const before = await writeFor(service, keys, 1000);
    await own.server.kill();
    const during = await writeFor(service, keys, 2000, before);
    await own.server.start();
    const written = await writeFor(service, keys, 1000, during);
    for (const key of keys) expect(await world.untilTitles(key, written, 60_000)).toEqual(numbers(written));
  }, 120_000);

  it('that is killed and started again shows everything once to those who watch', async () => {
    const service = await world.start();
    const seen: IncomingMessage[] = [];
    const watch = world.broker.watch(['order.events'], (messages) => seen.push(...messages));
    const titles = () => seen.filter(({ key }) => key === '501').map(titleOf);
    await eventually('the watch has begun', () => watch.check().then(() => true), 30_000);
    await service.writeNext('501');
    await eventually('the first was seen', () => titles().length > 0);
    await own.server.kill();
    await service.writeNext('501');
    await own.server.start();
    expect(await world.untilTitles('501', 2, 60_000)).toEqual(numbers(2));
    await service.writeNext('501');
    await eventually('all were seen', () => titles().length >= 3, 30_000);
    expect(titles()).toEqual(numbers(3));
    await watch.stop(1000);
  }, 120_000);

  it('that is frozen and wakes up again loses, doubles and reorders nothing', async () => {
    const service = await world.start();
    const keys = ['401', '402', '403'];
    const before = await writeFor(service, keys, 1000);
    own.server.freeze();
    const during = await writeFor(service, keys, FROZEN_MS, before);
    own.server.resume();
    const written = await writeFor(service, keys, 1000, during);
    for (const key of keys) expect(await world.untilTitles(key, written, 60_000)).toEqual(numbers(written));
  }, 120_000);
});
