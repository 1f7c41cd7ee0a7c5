import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@minisuite/testing';
import type { IncomingMessage } from '../../src/transport/event-transport.js';
import { numbers, orderPaid, titleOf } from '../harness/numbered-events.js';
import { type OwnServer, ownServer } from '../harness/own-server.js';
import { Script } from '../harness/script.js';
import { TRANSPORTS } from '../harness/transports.js';
import { World } from '../harness/world.js';
import { writeFor } from '../harness/write-for.js';

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
    // Or the relay might have to send it again.
    await eventually('it is noted as sent', async () => (await world.waiting()) === 0);
    await own.server.kill();
    await service.writeNext('501');
    await own.server.start();
    expect(await world.untilTitles('501', 2, 60_000)).toEqual(numbers(2));
    await service.writeNext('501');
    await eventually('all were seen', () => titles().length >= 3, 60_000);
    expect(titles()).toEqual(numbers(3));
    await watch.stop(1000);
  }, 120_000);
});
