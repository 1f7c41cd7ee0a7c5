import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Leases } from '@minisuite/database';
import { Cleanup } from '../src/outbox/cleanup.js';
import { MessagingLimits } from '../src/messaging-limits.js';
import { World } from './harness/world.js';

describe('cleanup', () => {
  let world: World;

  beforeAll(async () => {
    world = await World.create('kafka');
  }, 60_000);
  afterAll(() => world.close(), 30_000);

  it('deletes old published, handled and resolved rows in small bites, and nothing else', async () => {
    const { dataSource } = world.db;
    const ages = Array.from({ length: 25 }, () => 8).concat(6, 6);
    for (const [n, days] of ages.entries()) {
      await dataSource.query(
        `INSERT INTO outbox (event_id, topic, aggregate_id, type, payload, headers, created_at, published_at)
          VALUES (?, 't', '1', 'x.v1', '{}', '{}', UTC_TIMESTAMP(3) - INTERVAL ? DAY, UTC_TIMESTAMP(3) - INTERVAL ? DAY)`,
        [n, days, days],
      );
      await dataSource.query("INSERT INTO inbox VALUES ('c', ?, UTC_TIMESTAMP(3) - INTERVAL ? DAY)", [
        String(n),
        days * 4,
      ]);
    }
    await dataSource.query(
      `INSERT INTO outbox (event_id, topic, aggregate_id, type, payload, headers, created_at)
        VALUES (99, 't', '1', 'x.v1', '{}', '{}', UTC_TIMESTAMP(3) - INTERVAL 90 DAY)`,
    );
    for (const [id, state, days] of [
      [1, 'DISCARDED', 91],
      [2, 'REPLAYED', 89],
      [3, 'PARKED', 400],
    ]) {
      await dataSource.query(
        `INSERT INTO dead_letter (id, consumer, digest, topic, partition_no, message_offset, headers, payload, reason, error,
            attempts, parked_at, state, resolved_at)
          VALUES (?, 'c', ?, 't', 0, 0, '{}', '', 'FAILED', '', 1, UTC_TIMESTAMP(3) - INTERVAL ? DAY, ?,
            UTC_TIMESTAMP(3) - INTERVAL ? DAY)`,
        [id, String(id), days, state, days],
      );
    }
    const limits = Object.assign(new MessagingLimits(), { cleanupBite: 10 });
    const cleanup = new Cleanup(dataSource, new Leases(dataSource), limits);
    const deleted = await cleanup.run(new AbortController().signal);
    expect(deleted).toBe(51);
    const counts = await dataSource.query(
      'SELECT (SELECT COUNT(*) FROM outbox) AS o, (SELECT COUNT(*) FROM inbox) AS i, (SELECT COUNT(*) FROM dead_letter) AS l',
    );
    expect(counts).toEqual([{ o: '3', i: '2', l: '2' }]);
  });

  it('leaves it to the process that is at it', async () => {
    const { dataSource } = world.db;
    await dataSource.query("UPDATE lease SET owner = 'another', expires_at = UTC_TIMESTAMP(3) + INTERVAL 1 HOUR");
    await dataSource.query("INSERT INTO inbox VALUES ('c', 'old', UTC_TIMESTAMP(3) - INTERVAL 90 DAY)");
    const cleanup = new Cleanup(dataSource, new Leases(dataSource), new MessagingLimits());
    expect(await cleanup.run(new AbortController().signal)).toBe(0);
  });
});
