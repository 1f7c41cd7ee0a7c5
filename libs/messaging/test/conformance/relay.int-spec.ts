import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { metrics } from '@minisuite/service';
import { eventually } from '@minisuite/testing';
import { numbers, orderPaid, titleOf } from '../harness/numbered-events.js';
import { TRANSPORTS } from '../harness/transports.js';
import { World } from '../harness/world.js';

const BACKLOG = 100_000;
const AGGREGATES = 200;

describe.each(TRANSPORTS)('over %s: the relay', (transport) => {
  let world: World;

  beforeAll(async () => {
    world = await World.create(transport);
  }, 60_000);
  afterEach(() => world.stopServices(), 30_000);
  afterAll(() => world.close(), 30_000);

  const staleOnes = async () => {
    const text = await metrics().getSingleMetricAsString('minisuite_events_consumed_total');
    const line = /\{consumer="minisuite\.order",type="other",outcome="stale"\} (\d+)/.exec(text);
    return Number(line?.[1] ?? 0);
  };

  it('publishes nothing of a transaction that was rolled back', async () => {
    const service = await world.start();
    const refusal = service.write([orderPaid('101', 'rolled back')], async () => {
      throw new Error('no');
    });
    await expect(refusal).rejects.toThrow('no');
    await service.write([orderPaid('101', 'committed')]);
    expect(await world.untilTitles('101', 1)).toEqual(['committed']);
  });

  it('finds by itself what was written without a word to it', async () => {
    await world.start();
    await world.db.dataSource.query(
      `INSERT INTO outbox (event_id, topic, aggregate_id, type, payload, headers, created_at)
        VALUES (7000111, 'order.events', '111', 'order.paid.v1', ?, '{}', UTC_TIMESTAMP(3))`,
      [JSON.stringify(orderPaid('111', 'silent').payload)],
    );
    expect(await world.untilTitles('111', 1)).toEqual(['silent']);
  });

  it('looks again soon while another process of the service writes, whom it cannot hear', async () => {
    const limits = { relayPollMs: 30_000, relayLeaseMs: 60_000 };
    const relay = await world.spawn({ handles: false, limits });
    await relay.write(['121', 'own']);
    await eventually('it has the lease', () => relay.count('sent', 'own') > 0);
    const other = await world.start();
    // Each waits for the one before it: at one look in half a minute even a few would take longer than all may.
    const end = performance.now() + 60_000;
    for (let n = 1; n <= 30; n += 1) {
      await other.writeNext('122');
      await world.untilTitles('122', n, end - performance.now());
    }
    expect(other.script.passages.filter(({ at }) => at === 'sent')).toEqual([]);
    // Killed, it would leave the lease to nobody for a minute.
    await relay.stop();
  }, 120_000);

  it('frozen beyond its lease is replaced, and consumers drop what it sends late', async () => {
    const published = world.read();
    const frozen = await world.spawn({ handles: false, steps: [{ at: 'sending', title: 'cold', act: 'hold' }] });
    await frozen.write(['201', 'cold']);
    await eventually('it is about to send', () => frozen.count('sending', 'cold') > 0);
    frozen.freeze();
    const successor = await world.start();
    expect(await world.untilTitles('201', 1)).toEqual(['cold']);
    await successor.write([orderPaid('201', 'after')]);
    expect(await world.untilTitles('201', 2)).toEqual(['cold', 'after']);
    const stale = await staleOnes();
    frozen.resume();
    await frozen.release('cold');
    await eventually('it has sent late', () => frozen.count('sent', 'cold') > 0);
    await eventually('what it sent was dropped', async () => (await staleOnes()) > stale);
    expect(await world.untilTitles('201', 2)).toEqual(['cold', 'after']);
    const read = () => published.filter(({ key }) => key === '201').map(titleOf);
    await eventually('all can be read', () => read().length >= 3, 30_000);
    expect(read()).toEqual(['cold', 'after', 'cold']);
  }, 90_000);

  it('that lost its lease notes nothing as published that its successor has to send', async () => {
    const frozen = await world.spawn({ handles: false, steps: [{ at: 'sending', title: 'cold', act: 'hold' }] });
    await frozen.write(['211', 'cold']);
    await eventually('it is about to send', () => frozen.count('sending', 'cold') > 0);
    frozen.freeze();
    // The successor holds the lease, for longer than this takes, and has not sent anything yet.
    const steps = [{ at: 'sending', title: 'cold', act: 'hold' }] as const;
    const successor = await world.spawn({ handles: false, steps, limits: { relayLeaseMs: 60_000 } });
    await eventually('the successor is about to send', () => successor.count('sending', 'cold') > 0, 30_000);
    frozen.resume();
    await frozen.release('cold');
    await eventually('the frozen one has sent late', () => frozen.count('sent', 'cold') > 0);
    await frozen.stop();
    expect(await world.waiting()).toBe(1);
    await successor.release('cold');
    await eventually('the successor has sent it', async () => (await world.waiting()) === 0);
    await successor.stop();
    await world.start();
    expect(await world.untilTitles('211', 1)).toEqual(['cold']);
  }, 90_000);

  it(`drains a backlog of ${BACKLOG} events in order, and lets new ones not wait for its end`, async () => {
    // Of what was sent again, after a note that failed, the first counts.
    const byKey = new Map<string, Set<string>>();
    const { dataSource } = world.db;
    for (let n = 0; n < BACKLOG / 1000; n += 1) {
      const rows = Array.from({ length: 1000 }, (_, i) => {
        const number = n * 1000 + i;
        const key = String(5000 + (number % AGGREGATES));
        const title = String(Math.floor(number / AGGREGATES) + 1);
        return [8_000_000 + number, 'order.events', key, 'order.paid.v1', JSON.stringify({ title }), '{}', new Date()];
      });
      await dataSource.query(
        'INSERT INTO outbox (event_id, topic, aggregate_id, type, payload, headers, created_at) VALUES ?',
        [rows],
      );
    }
    const service = await world.startImpatiently({ handles: false });
    await service.write([orderPaid('5999', 'new')]);
    const published = () =>
      dataSource.query<object[]>("SELECT 1 FROM outbox WHERE aggregate_id = '5999' AND published_at IS NOT NULL");
    await eventually('the new one is published', async () => (await published()).length === 1, 30_000);
    expect(await world.waiting()).toBeGreaterThan(BACKLOG / 4);
    await eventually('all are published', async () => (await world.waiting()) === 0, 120_000);
    const all = world.read();
    const backlog = () => all.filter(({ key }) => key !== null && key >= '5000' && key < '5200');
    await eventually('all can be read', () => backlog().length >= BACKLOG, 60_000);
    for (const message of backlog()) {
      byKey.set(message.key ?? '', (byKey.get(message.key ?? '') ?? new Set()).add(titleOf(message)));
    }
    expect(byKey.size).toBe(AGGREGATES);
    for (const titles of byKey.values()) expect([...titles]).toEqual(numbers(BACKLOG / AGGREGATES));
  }, 240_000);
});
