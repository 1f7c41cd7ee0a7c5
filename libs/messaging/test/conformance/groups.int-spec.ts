import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@minisuite/testing';
import { orderPaid } from '../harness/numbered-events.js';
import { Script } from '../harness/script.js';
import { SESSION_MS, TRANSPORTS } from '../harness/transports.js';
import { World } from '../harness/world.js';

// Longer than a group waits for a silent member.
const SLOW_MS = SESSION_MS + 3000;

describe.each(TRANSPORTS)('over %s: a consumer group', (transport) => {
  let world: World;

  beforeAll(async () => {
    world = await World.create(transport);
  }, 60_000);
  afterEach(() => world.stopServices(), 30_000);
  afterAll(() => world.close(), 30_000);

  const keysFrom = (first: number, count = 40) => Array.from({ length: count }, (_, n) => String(first + n));
  const untilAll = async (keys: readonly string[], titles: readonly string[]) => {
    for (const key of keys) expect(await world.untilTitles(key, titles.length)).toEqual(titles);
  };

  it('shares the events among its members: each is handled by one of them', async () => {
    const [one, other] = [await world.start(), await world.spawn()];
    const keys = keysFrom(1000);
    await eventually(
      'both get events',
      async () => {
        await one.write(keys.map((key) => orderPaid(key)));
        return one.script.passages.length > 0 && other.passages.length > 0;
      },
      30_000,
    );
    const [row] = await world.db.dataSource.query<{ written: string }[]>('SELECT COUNT(*) AS written FROM outbox');
    const count = async () => (await Promise.all(keys.map((key) => world.titles(key)))).flat().length;
    await eventually('each event has an effect', async () => (await count()) >= Number(row?.written), 30_000);
    expect(await count()).toBe(Number(row?.written));
  }, 90_000);

  it('gets every event, whatever other groups get', async () => {
    const order = await world.start();
    await world.start({ name: 'message' });
    const keys = keysFrom(1100);
    await order.write(keys.map((key) => orderPaid(key)));
    for (const key of keys) {
      await world.untilTitles(key, 2);
      const consumers = (await world.effects(key)).map(({ consumer }) => consumer);
      expect(consumers.toSorted()).toEqual(['message', 'order']);
    }
  }, 90_000);

  it('that joins late gets everything from the beginning', async () => {
    const order = await world.start();
    const keys = keysFrom(1200);
    await order.write(keys.map((key) => orderPaid(key)));
    await untilAll(keys, ['tea']);
    await world.start({ name: 'user' });
    for (const key of keys) {
      await world.untilTitles(key, 2);
      expect((await world.effects(key)).map(({ consumer }) => consumer)).toEqual(['order', 'user']);
    }
  }, 90_000);

  it('is rebalanced while a handler runs, and nothing is lost or doubled', async () => {
    const script = new Script([{ at: 'begun', title: 'slow', act: 'hold' }]);
    const one = await world.start({ script });
    await one.write([orderPaid('1301', 'slow'), orderPaid('1301', 'after')]);
    await eventually('the handler runs', () => script.count('begun', 'slow') > 0);
    const other = await world.spawn();
    const keys = keysFrom(1310);
    await eventually(
      'the newcomer has a share',
      async () => {
        await one.write(keys.map((key) => orderPaid(key)));
        return other.passages.length > 0;
      },
      30_000,
    );
    script.release('slow');
    expect(await world.untilTitles('1301', 2)).toEqual(['slow', 'after']);
    const [row] = await world.db.dataSource.query<{ written: string }[]>(
      "SELECT COUNT(*) AS written FROM outbox WHERE aggregate_id BETWEEN '1310' AND '1349'",
    );
    const count = async () => (await Promise.all(keys.map((key) => world.titles(key)))).flat().length;
    await eventually('each event has an effect', async () => (await count()) >= Number(row?.written), 30_000);
    expect(await count()).toBe(Number(row?.written));
    expect(await world.titles('1301')).toEqual(['slow', 'after']);
  }, 90_000);

  it('keeps a member whose handler takes longer than the session time-out', async () => {
    const script = new Script([{ at: 'begun', title: 'slow', act: 'hold', afterMs: SLOW_MS }]);
    script.release('slow');
    const [service, idle] = [await world.start({ script }), await world.spawn()];
    await idle.kill();
    await service.write([orderPaid('1401', 'slow'), orderPaid('1401', 'after')]);
    expect(await world.untilTitles('1401', 2, 60_000)).toEqual(['slow', 'after']);
    expect(script.count('begun', 'slow')).toBe(1);
  }, 90_000);

  it('goes on with all other partitions while one key takes long', async () => {
    const script = new Script([{ at: 'begun', title: 'slow', act: 'hold' }]);
    const service = await world.start({ script });
    await service.write([orderPaid('1501', 'slow')]);
    await eventually('the handler runs', () => script.count('begun', 'slow') > 0);
    const keys = keysFrom(1510, 60);
    await service.write(keys.map((key) => orderPaid(key)));
    const handled = async () => (await Promise.all(keys.map((key) => world.titles(key)))).flat().length;
    // One partition in six waits; the keys are spread over all of them.
    await eventually('most are handled', async () => (await handled()) >= 30, 30_000);
    expect(await world.titles('1501')).toEqual([]);
    script.release('slow');
    await untilAll(['1501'], ['slow']);
    await untilAll(keys, ['tea']);
  }, 90_000);

  it('goes on without a frozen member, whose late work counts no second time', async () => {
    const frozen = await world.spawn({ steps: [{ at: 'begun', title: 'cold', act: 'hold' }] });
    await frozen.write(['1601', 'cold'], ['1601', 'after']);
    await eventually('the handler runs', () => frozen.count('begun', 'cold') > 0);
    frozen.freeze();
    const other = await world.start();
    expect(await world.untilTitles('1601', 2, 60_000)).toEqual(['cold', 'after']);
    frozen.resume();
    await frozen.release('cold');
    await eventually('the late transaction has ended', async () => {
      await other.write([orderPaid('1602', 'later')]);
      return (
        frozen.count('effects', 'cold') + frozen.count('begun', 'later') + other.script.count('begun', 'later') > 0
      );
    });
    await world.untilTitles('1602', 1);
    expect(await world.titles('1601')).toEqual(['cold', 'after']);
  }, 120_000);
});
