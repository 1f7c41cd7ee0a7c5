import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { OutboxRows } from '../src/outbox/outbox-rows.js';
import { World } from './harness/world.js';

const KB = 1024;
const ALL = { rows: 100, bytes: 1024 * KB, except: [] };

describe('what the relay reads', () => {
  let world: World;
  let outbox: OutboxRows;

  beforeAll(async () => {
    world = await World.create('kafka');
    outbox = new OutboxRows(world.db.dataSource);
  }, 60_000);
  beforeEach(() => world.db.dataSource.query('TRUNCATE outbox'));
  afterAll(() => world.close(), 30_000);

  /** Writes rows of these aggregates, with the ids 1, 2, …. */
  const write = (aggregates: readonly string[], bytes = 10) =>
    world.db.dataSource.query(
      'INSERT INTO outbox (event_id, topic, aggregate_id, type, payload, headers, created_at) VALUES ?',
      [aggregates.map((id, n) => [n, 't', id, 'x.v1', 'x'.repeat(bytes), '{}', new Date()])],
    );
  const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => Number(id));

  it('is the oldest, in the order of writing, but for what is on its way', async () => {
    await write(['a', 'b', 'a', 'c']);
    expect(ids(await outbox.unpublished(ALL))).toEqual([1, 2, 3, 4]);
    expect(ids(await outbox.unpublished({ ...ALL, rows: 2 }))).toEqual([1, 2]);
    expect(ids(await outbox.unpublished({ ...ALL, rows: 2, except: ['1', '3'] }))).toEqual([2, 4]);
  });

  it('is bounded in bytes, and one event in any case', async () => {
    await write(['a', 'b', 'c', 'd', 'e'], 400 * KB);
    expect(ids(await outbox.unpublished(ALL))).toEqual([1, 2, 3]);
    expect(ids(await outbox.unpublished({ ...ALL, bytes: 1 }))).toEqual([1]);
    expect(ids(await outbox.fresh(ALL))).toEqual([3, 4, 5]);
  });

  it('may be the newest of those aggregates that have nothing older', async () => {
    await write(['a', 'b', 'c', 'a', 'd', 'd', 'b', 'e']);
    expect(ids(await outbox.fresh({ ...ALL, rows: 5 }))).toEqual([5, 6, 8]);
    expect(ids(await outbox.fresh({ ...ALL, rows: 5, except: ['2'] }))).toEqual([5, 6, 7, 8]);
  });

  it('is nothing when all is published', async () => {
    await write(['a']);
    await world.db.dataSource.query('UPDATE outbox SET published_at = UTC_TIMESTAMP(3)');
    expect(await outbox.unpublished(ALL)).toEqual([]);
    expect(await outbox.fresh(ALL)).toEqual([]);
  });
});
