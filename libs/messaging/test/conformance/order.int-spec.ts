import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@minisuite/testing';
import { numbers, titleOf } from '../harness/numbered-events.js';
import { TRANSPORTS } from '../harness/transports.js';
import { World } from '../harness/world.js';

describe.each(TRANSPORTS)('over %s: order per key', (transport) => {
  let world: World;

  beforeAll(async () => {
    world = await World.create(transport);
  }, 60_000);
  afterEach(() => world.stopServices(), 30_000);
  afterAll(() => world.close(), 30_000);

  it('is the order of writing, though two processes write', async () => {
    const producers = [await world.start(), await world.spawn({ handles: false })];
    const aggregates = ['101', '102', '103', '104', '105', '106', '107'];
    const write = async (aggregate: string, round: number) => {
      for (let n = 0; n < 10; n += 1) await producers[(n + round) % 2]?.writeNext(aggregate);
    };
    await Promise.all([0, 1, 2].flatMap((round) => aggregates.map((aggregate) => write(aggregate, round))));
    for (const aggregate of aggregates) expect(await world.untilTitles(aggregate, 30)).toEqual(numbers(30));
  }, 90_000);

  it('stays when the relay is handed over', async () => {
    const published = world.read();
    // However slow the machine is, the first keeps its lease until it is stopped, and has time to bring everything to its end.
    const first = await world.spawn({ handles: false, limits: { relayLeaseMs: 60_000, flushMs: 20_000 } });
    await first.write(['200', 'own']);
    await eventually('it has the lease', () => first.count('sent', 'own') > 0);
    const second = await world.start();
    let written = 0;
    const writeUpTo = async (count: number) => {
      for (; written < count; written += 1) await second.writeNext('201');
    };
    await writeUpTo(30);
    const stopping = first.stop();
    await writeUpTo(60);
    await stopping;
    await writeUpTo(90);
    expect(await world.untilTitles('201', 90)).toEqual(numbers(90));
    const read = () => published.filter(({ key }) => key === '201');
    await eventually('all can be read', () => read().length >= 90, 30_000);
    const messages = read();
    expect(messages.map(titleOf)).toEqual(numbers(90));
    const fences = messages.map(({ headers }) => Number(headers['ce_relayfence']));
    expect(new Set(fences).size).toBe(2);
    expect(fences).toEqual(fences.toSorted((a, b) => a - b));
  }, 90_000);

  it('stays when the relay is killed', async () => {
    const first = await world.spawn({ handles: false });
    const second = await world.start();
    for (let n = 0; n < 60; n += 1) {
      await second.writeNext('301', '302');
      if (n === 30) await first.kill();
    }
    expect(await world.untilTitles('301', 60)).toEqual(numbers(60));
    expect(await world.untilTitles('302', 60)).toEqual(numbers(60));
  }, 90_000);

  it('stays when an event fails several times before it is handled', async () => {
    const steps = [{ at: 'begun', title: '5', act: 'fail', times: 3 }] as const;
    const service = await world.spawn({ steps });
    for (let n = 0; n < 30; n += 1) await service.writeNext('401');
    expect(await world.untilTitles('401', 30)).toEqual(numbers(30));
    await eventually('the process has told', () => service.count('begun', '5') >= 4);
  }, 90_000);
});
