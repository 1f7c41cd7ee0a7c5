import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { OrderPaid } from '@minisuite/contracts';
import type { Cause } from '@minisuite/database';
import { eventually } from '@minisuite/testing';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { OnEvent, Outbox } from '../../src/index.js';
import { type Paid, transactions } from '../harness/effect-handler.js';
import { orderPaid } from '../harness/numbered-events.js';
import { Script } from '../harness/script.js';
import { TRANSPORTS } from '../harness/transports.js';
import { World } from '../harness/world.js';

let script = new Script();

/** Answers each event by another one. */
@Injectable()
class FollowingHandler {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(Outbox) private readonly outbox: Outbox,
  ) {}

  @OnEvent(OrderPaid)
  async onPaid(events: Paid[], cause: Cause): Promise<void> {
    await script.pass(
      'begun',
      events.map(({ payload }) => payload.title),
    );
    const records = events.map(({ aggregateId }) => orderPaid(`${aggregateId}00`, 'follows'));
    await transactions(this.dataSource).run(cause, (tx) => this.outbox.append(tx, records));
  }
}

describe.each(TRANSPORTS)('over %s: a process that is stopped', (transport) => {
  let world: World;

  beforeAll(async () => {
    world = await World.create(transport);
  }, 60_000);
  afterEach(() => world.stopServices(), 30_000);
  afterAll(() => world.close(), 30_000);

  it('lets a running handler come to its end, and publishes what it wrote', async () => {
    script = new Script([{ at: 'begun', title: 'long', act: 'hold' }]);
    const published = world.read();
    const limits = { drainMs: 30_000, flushMs: 20_000, relayLeaseMs: 60_000 };
    const service = await world.start({ handles: false, handlers: [FollowingHandler], limits });
    await service.write([orderPaid('101', 'long')]);
    await eventually('the handler runs', () => script.count('begun', 'long') > 0);
    let stopped = false;
    const stopping = service.stop().then(() => {
      stopped = true;
    });
    await eventually('it takes no new work', async () => !(await service.runs()));
    expect(stopped).toBe(false);
    script.release('long');
    await stopping;
    await eventually('what the handler wrote is published', () => published.some(({ key }) => key === '10100'));
    expect(await world.waiting()).toBe(0);
  }, 120_000);

  it('leaves its partitions to the others', async () => {
    const [leaving, staying] = [await world.spawn(), await world.start()];
    await leaving.stop();
    await staying.write(Array.from({ length: 30 }, (_, n) => orderPaid(String(2000 + n))));
    for (let n = 0; n < 30; n += 1) expect(await world.untilTitles(String(2000 + n), 1)).toEqual(['tea']);
  }, 60_000);

  it('acknowledges nothing before its effects: what it had begun is done by the next one', async () => {
    const begun = new Script([{ at: 'begun', title: 'endless', act: 'hold' }]);
    const first = await world.start({ script: begun, limits: { drainMs: 300 } });
    await first.write([orderPaid('301', 'endless')]);
    await eventually('the handler runs', () => begun.count('begun', 'endless') > 0);
    await first.stop();
    expect(await world.titles('301')).toEqual([]);
    const lag = await world.broker.lag('minisuite.order', ['order.events']);
    expect(lag.reduce((sum, { messages }) => sum + messages, 0)).toBeGreaterThanOrEqual(1);
    await world.start();
    expect(await world.untilTitles('301', 1)).toEqual(['endless']);
  }, 60_000);
});
