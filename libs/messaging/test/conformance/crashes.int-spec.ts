import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@minisuite/testing';
import { orderPaid } from '../harness/numbered-events.js';
import type { Point } from '../harness/script.js';
import { TRANSPORTS } from '../harness/transports.js';
import { World } from '../harness/world.js';

const LINGER_MS = 600;

describe.each(TRANSPORTS)('over %s: a process that is killed', (transport) => {
  let world: World;

  beforeAll(async () => {
    world = await World.create(transport);
  }, 60_000);
  afterEach(() => world.stopServices(), 30_000);
  afterAll(() => world.close(), 30_000);

  const killed: [when: string, at: Point, key: string][] = [
    ['in its handler', 'begun', '101'],
    ['between effects and commit', 'effects', '102'],
    ['between commit and offset', 'committed', '103'],
  ];
  it.each(killed)(
    'loses and doubles nothing %s: the next one goes on',
    async (_when, at, key) => {
      // It lives long enough for what it should not have acknowledged yet to reach the broker, each event being a step of its own.
      const steps = [
        { at: 'begun', title: 'slow', act: 'go on', afterMs: LINGER_MS },
        { at, title: 'deadly', act: 'die', afterMs: LINGER_MS },
      ] as const;
      const first = await world.spawn({ steps, limits: { maxRun: 1 } });
      await first.write([key, 'slow'], [key, 'deadly'], [key, 'after']);
      expect(await first.ended).toBe('SIGKILL');
      await world.start();
      expect(await world.untilTitles(key, 3)).toEqual(['slow', 'deadly', 'after']);
      expect(await world.letters()).toEqual([]);
    },
    90_000,
  );

  it('between the acknowledgement of the broker and the note of it is sent again, and counts once', async () => {
    const published = world.read();
    const relay = await world.spawn({ handles: false, steps: [{ at: 'sent', title: 'twice', act: 'die' }] });
    await relay.write(['201', 'twice'], ['201', 'after']);
    expect(await relay.ended).toBe('SIGKILL');
    await world.start();
    expect(await world.untilTitles('201', 2)).toEqual(['twice', 'after']);
    await eventually('the broker has it twice', () => published.filter(({ key }) => key === '201').length === 4);
    expect(await world.titles('201')).toEqual(['twice', 'after']);
  }, 90_000);

  it('by an event each time it is tried: the event is parked, and what stands behind it goes on', async () => {
    const limits = { tries: 2 };
    const deadly = { limits, steps: [{ at: 'begun', title: 'deadly', act: 'die' }] } as const;
    const first = await world.spawn(deadly);
    await first.write(['301', 'before'], ['301', 'deadly'], ['301', 'after'], ['302', 'beside']);
    expect(await first.ended).toBe('SIGKILL');
    for (let deaths = 1; deaths < 6 && (await world.letters()).length === 0; deaths += 1) {
      const next = await world.spawnImpatiently(deadly);
      await Promise.race([next.ended, world.letter('301', 60_000)]);
    }
    expect(await world.letter('301')).toMatchObject({ reason: 'CRASHED', attempts: 2 });
    expect(await world.untilTitles('301', 2)).toEqual(['before', 'after']);
    expect(await world.untilTitles('302', 1)).toEqual(['beside']);
    expect(await world.letters()).toHaveLength(1);
  }, 150_000);

  it('is replaced in its group by those that live', async () => {
    const mortal = await world.spawn();
    const survivor = await world.start();
    const keys = Array.from({ length: 40 }, (_, n) => String(4000 + n));
    await survivor.write(keys.map((key) => orderPaid(key, 'shared')));
    for (const key of keys) await world.untilTitles(key, 1);
    await eventually('it has told of its share', () => mortal.passages.length > 0);
    await mortal.kill();
    await survivor.write(keys.map((key) => orderPaid(key, 'orphaned')));
    for (const key of keys) expect(await world.untilTitles(key, 2)).toEqual(['shared', 'orphaned']);
  }, 90_000);
});
