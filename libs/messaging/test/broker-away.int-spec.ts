import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Health } from '@minisuite/service';
import { eventually } from '@minisuite/testing';
import { EventTransport } from '../src/transport/event-transport.js';
import { KafkaTransport } from '../src/transport/kafka/kafka-transport.js';
import { orderPaid, World } from './world.js';

describe('a broker that is away', () => {
  let world: World;

  beforeAll(async () => {
    world = await World.create();
  }, 60_000);
  afterAll(() => world.close(), 30_000);

  const waiting = async () =>
    Number(
      (
        await world.db.dataSource.query<{ n: string }[]>('SELECT COUNT(*) AS n FROM outbox WHERE published_at IS NULL')
      )[0]?.n,
    );

  it('keeps the service working and not ready; its events go out later', async () => {
    const alone = await world.start({ brokers: ['127.0.0.1:9'], impatient: true });
    for (let n = 0; n < 3; n += 1) await alone.write([orderPaid('1', `title ${n}`)]);
    const { ready } = await alone.get(Health).report();
    expect(ready).toBe(false);
    await alone.stop();
    expect(await waiting()).toBe(3);

    await world.start();
    const published = world.read('order.events');
    await eventually('all have gone out', () => published.length === 3, 20_000);
    const titles = published.map(({ value }) => (JSON.parse(value.toString()) as { title: string }).title);
    expect(titles).toEqual(['title 0', 'title 1', 'title 2']);
    expect(await waiting()).toBe(0);
  }, 40_000);

  it('tries again by itself, with pauses that commits do not shorten', async () => {
    let failures = 3;
    let asked = 0;
    class Failing extends KafkaTransport {
      override async publish(...[messages]: Parameters<KafkaTransport['publish']>): Promise<void> {
        asked += 1;
        failures -= 1;
        if (failures >= 0) throw new Error('away');
        await super.publish(messages);
      }
    }
    const transport = new Failing('failing', world.settings());
    const service = await world.start({ replace: [{ provide: EventTransport, useValue: transport }] });
    // The process of the first test still holds the lease until it stops.
    await world.stopOthers(service);
    for (let n = 0; n < 50; n += 1) await service.write([orderPaid('2')]);
    await eventually('all have gone out', async () => (await waiting()) === 0, 20_000);
    expect(asked).toBeLessThan(20);
  }, 40_000);
});
