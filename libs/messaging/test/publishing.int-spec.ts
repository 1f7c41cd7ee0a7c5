import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { metrics, RequestContext } from '@minisuite/service';
import { eventually } from '@minisuite/testing';
import type { IncomingMessage } from '../src/transport/event-transport.js';
import { orderPaid, type Service, World } from './world.js';

const titlesOf = (messages: IncomingMessage[], orderId: string) =>
  messages
    .filter(({ key }) => key === orderId)
    .map(({ value }) => (JSON.parse(value.toString()) as { title: string }).title);

describe('outbox and relay', () => {
  let world: World;
  let service: Service;
  let published: IncomingMessage[];

  beforeAll(async () => {
    world = await World.create();
    service = await world.start();
    published = world.read('order.events');
  }, 60_000);
  afterAll(() => world.close(), 30_000);

  it('publishes the events of one aggregate in the order of writing', async () => {
    const aggregates = ['11', '12', '13', '14', '15', '16', '17'];
    await Promise.all(
      aggregates.map(async (id) => {
        for (let n = 0; n < 20; n += 1) await service.write([orderPaid(id, `title ${n}`)]);
      }),
    );
    const inOrder = Array.from({ length: 20 }, (_, n) => `title ${n}`);
    await eventually(
      'all events are published',
      () => aggregates.every((id) => titlesOf(published, id).length >= 20),
      20_000,
    );
    for (const id of aggregates) expect(titlesOf(published, id)).toEqual(inOrder);
  }, 30_000);

  it('publishes nothing of a transaction that was rolled back', async () => {
    const refusal = service.write([orderPaid('21', 'rolled back')], async () => {
      throw new Error('no');
    });
    await expect(refusal).rejects.toThrow('no');
    await service.write([orderPaid('21', 'committed')]);
    await eventually('the later event is published', () => titlesOf(published, '21').length > 0);
    expect(titlesOf(published, '21')).toEqual(['committed']);
  });

  it('sends CloudEvents headers, with the id of the request that wrote the event', async () => {
    await RequestContext.run({ requestId: 'request-31' }, () => service.write([orderPaid('31')]));
    const message = await eventually('the event is published', () => published.find(({ key }) => key === '31'));
    expect(message.headers).toEqual({
      ce_specversion: '1.0',
      ce_id: expect.stringMatching(/^\d+$/),
      ce_type: 'order.paid.v1',
      ce_source: 'minisuite/order',
      ce_time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      ce_subject: '31',
      ce_relayfence: expect.stringMatching(/^\d+$/),
      'content-type': 'application/json',
      'x-request-id': 'request-31',
    });
  });

  it('passes the trace context on when the outbox row has one', async () => {
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    await service.write([orderPaid('32')], async (tx) => {
      const headers = JSON.stringify({ 'x-request-id': 'r', traceparent });
      await tx.execute("UPDATE outbox SET headers = ? WHERE aggregate_id = '32'", [headers]);
    });
    const message = await eventually('the event is published', () => published.find(({ key }) => key === '32'));
    expect(message.headers['traceparent']).toBe(traceparent);
  });

  it('publishes rows that were written without a word to the relay', async () => {
    await world.db.dataSource.query(
      `INSERT INTO outbox (event_id, topic, aggregate_id, type, payload, headers, created_at)
        VALUES (1000041, 'order.events', '41', 'order.paid.v1', '{"title":"silent"}', '{}', UTC_TIMESTAMP(3))`,
    );
    await eventually('the poll finds it', () => titlesOf(published, '41').length === 1);
  });

  it('drains a backlog of large events', async () => {
    const title = 'x'.repeat(400_000);
    await service.write(Array.from({ length: 8 }, () => orderPaid('51', title)));
    await eventually('all are published', () => titlesOf(published, '51').length === 8);
  });

  it('refuses an event that is too large to be published, before it blocks the others', async () => {
    await expect(service.write([orderPaid('52', 'x'.repeat(1_100_000))])).rejects.toThrow(RangeError);
    await service.write([orderPaid('52', 'x'.repeat(1_000_000))]);
    await eventually('the one within the limit is published', () => titlesOf(published, '52').length === 1);
  });

  it('shows depth and age of the outbox when metrics are scraped', async () => {
    await eventually('the outbox is empty', async () => {
      const text = await metrics().metrics();
      return (
        text.includes('minisuite_events_outbox_rows{service="order"} 0') &&
        text.includes('minisuite_events_publish_seconds_count')
      );
    });
  });
});

describe('relay lease', () => {
  let world: World;

  beforeAll(async () => {
    world = await World.create();
  }, 60_000);
  afterAll(() => world.close(), 30_000);

  it('hands over when its holder stops, without a gap, a double or a change of order', async () => {
    const [first, second] = [await world.start(), await world.start()];
    const published = world.read('order.events');
    let written = 0;
    const write = async (upTo: number) => {
      for (; written < upTo; written += 1) await second.write([orderPaid('61', `title ${written}`)]);
    };
    await write(30);
    const stopping = first.stop();
    await write(60);
    await stopping;
    await write(90);
    await eventually('all events are published', () => titlesOf(published, '61').length >= 90, 20_000);
    expect(titlesOf(published, '61')).toEqual(Array.from({ length: 90 }, (_, n) => `title ${n}`));
    const fences = published.filter(({ key }) => key === '61').map(({ headers }) => Number(headers['ce_relayfence']));
    expect(new Set(fences).size).toBe(2);
    expect(fences).toEqual(fences.toSorted((a, b) => a - b));
  }, 60_000);
});
