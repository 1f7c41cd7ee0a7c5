import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OrderPaid, type PayloadOf } from '@minisuite/contracts';
import type { Cause } from '@minisuite/database';
import { eventually } from '@minisuite/testing';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { OnEvent, Outbox, type Received } from '../src/index.js';
import { addEffects, orderPaid, transactions, World } from './world.js';

type Paid = Received<PayloadOf<typeof OrderPaid>>;
let begun: string[] = [];
let gate: Promise<void> = Promise.resolve();
let follow = false;

@Injectable()
class SlowHandler {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(Outbox) private readonly outbox: Outbox,
  ) {}

  @OnEvent(OrderPaid)
  async onPaid(events: Paid[], cause: Cause): Promise<void> {
    begun.push(...events.map(({ aggregateId }) => aggregateId));
    await gate;
    if (!follow) return await addEffects(this.dataSource, events, cause);
    const records = events.map(({ aggregateId }) => orderPaid(`${aggregateId}00`));
    return await transactions(this.dataSource).run(cause, (tx) => this.outbox.append(tx, records));
  }
}

describe('stopping', () => {
  let world: World;

  beforeAll(async () => {
    world = await World.create();
  }, 60_000);
  afterAll(() => world.close(), 30_000);

  it('lets a running handler come to its end, and publishes what it wrote', async () => {
    const opened = Promise.withResolvers<void>();
    gate = opened.promise;
    follow = true;
    const published = world.read('order.events');
    const service = await world.start({ handlers: [SlowHandler] });
    await service.write([orderPaid('1')]);
    await eventually('the handler runs', () => begun.includes('1'));
    const stopping = service.stop();
    setTimeout(() => opened.resolve(), 600);
    await stopping;
    await eventually('its event is published', () => published.some(({ key }) => key === '100'));
    const [row] = await world.db.dataSource.query<{ n: string }[]>(
      'SELECT COUNT(*) AS n FROM outbox WHERE published_at IS NULL',
    );
    expect(row?.n).toBe('0');
    follow = false;
  }, 30_000);

  it('commits no offset before the effects: what a dead process had begun is done by the next', async () => {
    begun = [];
    const never = Promise.withResolvers<void>();
    gate = never.promise;
    const first = await world.start({ handlers: [SlowHandler], limits: { drainMs: 300 } });
    await first.write([orderPaid('2')]);
    await eventually('the handler runs', () => begun.includes('2'));
    await first.stop();
    expect(await world.effects()).not.toContain('2');

    gate = Promise.resolve();
    await world.start({ handlers: [SlowHandler] });
    await eventually('the event comes again', async () => (await world.effects()).includes('2'), 20_000);
    never.resolve();
    expect((await world.effects()).filter((id) => id === '2')).toHaveLength(1);
  }, 40_000);
});
