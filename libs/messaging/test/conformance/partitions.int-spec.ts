import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@minisuite/testing';
import { orderPaid } from '../harness/numbered-events.js';
import { Script, type Step } from '../harness/script.js';
import { TRANSPORTS } from '../harness/transports.js';
import { World } from '../harness/world.js';

// More than a partition of this many keys brings at once, and long enough for all partitions to have theirs.
const MANY = 12;
const PATIENCE_MS = 5000;

describe.each(TRANSPORTS)('over %s: events of several partitions', (transport) => {
  let world: World;

  beforeAll(async () => {
    world = await World.create(transport);
  }, 60_000);
  afterEach(() => world.stopServices(), 30_000);
  afterAll(() => world.close(), 30_000);

  /** Has events of many keys wait for a handler that is busy with a key of its own. */
  async function waitTogether(first: number, steps: readonly Step[], titleOf: (key: string) => string) {
    const script = new Script([{ at: 'begun', title: 'slow', act: 'hold' }, ...steps]);
    const service = await world.start({ script, limits: { jointPatienceMs: PATIENCE_MS } });
    await service.write([orderPaid(String(first), 'slow')]);
    await eventually('the handler runs', () => script.count('begun', 'slow') > 0);
    const keys = Array.from({ length: 30 }, (_, n) => String(first + 1 + n));
    await service.write(keys.map((key) => orderPaid(key, titleOf(key))));
    return { script, keys };
  }

  it('that come together are handled in one transaction', async () => {
    const { script, keys } = await waitTogether(7000, [], (key) => key);
    const largest = () =>
      Math.max(...script.passages.filter(({ at }) => at === 'committed').map((p) => p.titles.length));
    await eventually('many are handled at once', () => largest() > MANY, 20_000);
    script.release('slow');
    for (const key of keys) expect(await world.untilTitles(key, 1)).toEqual([key]);
  }, 60_000);

  it('lose nothing to a bad one among them, which is parked alone', async () => {
    const bad = '7119';
    const steps = [{ at: 'effects', title: 'bad', act: 'fail' }] as const;
    const { script, keys } = await waitTogether(7100, steps, (key) => (key === bad ? 'bad' : key));
    const failed = () => script.passages.filter(({ at, titles }) => at === 'effects' && titles.includes('bad'));
    await eventually('it fails together with many', () => failed().some(({ titles }) => titles.length > MANY), 20_000);
    script.release('slow');
    expect(await world.letter(bad)).toMatchObject({ reason: 'FAILED', attempts: 5 });
    for (const key of keys.filter((other) => other !== bad)) expect(await world.untilTitles(key, 1)).toEqual([key]);
    expect(await world.titles(bad)).toEqual([]);
    expect(await world.letters()).toHaveLength(1);
  }, 60_000);
});
