import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { OrderPaid, type PayloadOf } from '@minisuite/contracts';
import { type Cause } from '@minisuite/database';
import { DomainError } from '@minisuite/kernel';
import { RequestContext } from '@minisuite/service';
import { eventually } from '@minisuite/testing';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { OnEvent, type Received } from '../src/index.js';
import { orderPaid, type Service, transactions, World } from './world.js';

type Paid = Received<PayloadOf<typeof OrderPaid>>;
let calls: string[][] = [];
let requestIds: (string | undefined)[] = [];
let before: (events: Paid[]) => Promise<void> | void = () => {};
let inside: (events: Paid[]) => void = () => {};

@Injectable()
class PaidHandler {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  @OnEvent(OrderPaid)
  async onPaid(events: Paid[], cause: Cause): Promise<void> {
    calls.push(events.map(({ aggregateId }) => aggregateId));
    requestIds.push(RequestContext.current()?.requestId);
    await before(events);
    await transactions(this.dataSource).run(cause, async (tx) => {
      for (const { id, aggregateId } of events) {
        await tx.execute('INSERT INTO effect (event_id, aggregate_id) VALUES (?, ?)', [id, aggregateId]);
      }
      inside(events);
    });
  }
}

describe('inbox and consumer', () => {
  let world: World;
  let service: Service;

  beforeAll(async () => {
    world = await World.create();
    service = await world.start({ handlers: [PaidHandler] });
  }, 60_000);
  afterAll(() => world.close(), 30_000);
  beforeEach(() => {
    calls = [];
    requestIds = [];
    before = () => {};
    inside = () => {};
  });

  const effectsOf = async (orderId: string) => (await world.effects()).filter((id) => id === orderId).length;
  const inboxRows = async () =>
    Number((await world.db.dataSource.query<{ n: string }[]>('SELECT COUNT(*) AS n FROM inbox'))[0]?.n);
  const handled = (orderId: string, count = 1) =>
    eventually(`${orderId} has its effect`, async () => (await effectsOf(orderId)) === count);

  it('gives the handler the request id of the request that wrote the event', async () => {
    await RequestContext.run({ requestId: 'from-the-edge' }, () => service.write([orderPaid('101')]));
    await handled('101');
    expect(requestIds).toEqual(['from-the-edge']);
  });

  it('hands events that wait together to one transaction', async () => {
    before = (events) =>
      events[0]?.aggregateId === '201' ? new Promise((resolve) => setTimeout(resolve, 400)) : undefined;
    await service.write([orderPaid('201')]);
    await eventually('the first is being handled', () => calls.length > 0);
    await service.write(Array.from({ length: 150 }, () => orderPaid('201')));
    await handled('201', 151);
    expect(calls.map(({ length }) => length)).toEqual([1, 100, 50]);
  });

  it('counts an event once that is delivered twice, in one batch or later', async () => {
    const count = await inboxRows();
    const copies = world.read('order.events');
    await service.write([orderPaid('301')]);
    await handled('301');
    const original = await eventually('a copy', () => copies.find(({ key }) => key === '301'));
    const twin = { ...original, key: '301', headers: { ...original.headers, ce_id: '900301' } };
    await world.broker.publish([{ ...original, key: '301' }, twin, twin]);
    await handled('301', 2);
    await service.write([orderPaid('301')]);
    await handled('301', 3);
    expect(await inboxRows()).toBe(count + 3);
  });

  it('handles each event once when two processes of the service get the same delivery', async () => {
    const other = await world.start({ handlers: [PaidHandler] });
    for (let n = 0; n < 60; n += 1) await service.write([orderPaid(String(4000 + n))]);
    const mine = async () => (await world.effects()).filter((id) => id.startsWith('40') && id.length === 4);
    await eventually('all have their effect', async () => (await mine()).length >= 60, 20_000);
    await other.stop();
    expect(new Set(await mine()).size).toBe(60);
    expect((await mine()).length).toBe(60);
  }, 40_000);

  it('tries again when the handler threw', async () => {
    let failures = 3;
    before = () => {
      failures -= 1;
      if (failures >= 0) throw new Error('not yet');
    };
    await service.write([orderPaid('501')]);
    await handled('501');
    expect(calls).toHaveLength(4);
  });

  it('waits longer for what is away than for what is broken', async () => {
    let failures = 12;
    before = () => {
      failures -= 1;
      if (failures >= 0) throw new DomainError('unavailable', 'SERVICE_UNAVAILABLE', 'away');
    };
    await service.write([orderPaid('601')]);
    await handled('601');
    expect(calls).toHaveLength(13);
  });

  it('leaves no effect of a handler that failed halfway', async () => {
    let failures = 2;
    inside = () => {
      failures -= 1;
      if (failures >= 0) throw new Error('halfway');
    };
    await service.write([orderPaid('701')]);
    await handled('701');
    expect(calls).toHaveLength(3);
    expect(await effectsOf('701')).toBe(1);
  });

  it('keeps the order of an aggregate while one of its events is tried again', async () => {
    const order: string[] = [];
    let failures = 2;
    before = (events) => {
      failures -= 1;
      if (failures >= 0) throw new Error('not yet');
      order.push(...events.map(({ payload }) => payload.title));
    };
    for (let n = 0; n < 6; n += 1) await service.write([orderPaid('801', `title ${n}`)]);
    await handled('801', 6);
    expect(order).toEqual(['title 0', 'title 1', 'title 2', 'title 3', 'title 4', 'title 5']);
  });

  it('goes on with other partitions while one handler takes its time', async () => {
    const gate = Promise.withResolvers<void>();
    before = (events) => (events[0]?.aggregateId === '901' ? gate.promise : undefined);
    await service.write([orderPaid('901')]);
    await eventually('the slow one is being handled', () => calls.length > 0);
    await service.write(Array.from({ length: 30 }, (_, n) => orderPaid(String(90_100 + n))));
    const others = async () => (await world.effects()).filter((id) => id.startsWith('901') && id.length === 5).length;
    await eventually('others are handled', async () => (await others()) >= 20);
    expect(await effectsOf('901')).toBe(0);
    gate.resolve();
    await handled('901');
    await eventually('all others are handled', async () => (await others()) === 30);
  });

  it('passes over events that nobody here handles', async () => {
    const value = '{"anything":1}';
    await world.broker.publish([{ topic: 'order.events', key: '1', headers: { ce_type: 'order.invented.v1' }, value }]);
    await service.write([orderPaid('1')]);
    await handled('1');
    expect(calls).toEqual([['1']]);
  });
});
