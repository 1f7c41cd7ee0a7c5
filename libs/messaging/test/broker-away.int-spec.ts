import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { metrics } from '@minisuite/service';
import { eventually } from '@minisuite/testing';
import { orderPaid, titleOf } from './harness/numbered-events.js';
import { Script } from './harness/script.js';
import { eventsSettings, serversWith, TRANSPORTS } from './harness/transports.js';
import { World } from './harness/world.js';

// Of the pauses after three failures, each of which may be half as long as it is at most.
const LEAST_PAUSES_MS = 100 + 200 + 400;
const NOBODY = { kafkaBrokers: ['127.0.0.1:9'], redisUrl: 'redis://127.0.0.1:9' };

describe.each(TRANSPORTS)('without a broker, over %s', (transport) => {
  let world: World;

  beforeAll(async () => {
    world = await World.create(transport);
  }, 60_000);
  afterEach(() => world.stopServices(), 30_000);
  afterAll(() => world.close(), 30_000);

  it('a service works and is not ready; its events go out later', async () => {
    const events = eventsSettings(transport, serversWith(NOBODY), world.prefix);
    const alone = await world.startImpatiently({ events });
    for (let n = 0; n < 3; n += 1) await alone.write([orderPaid('1', `title ${n}`)]);
    expect(await alone.runs()).toBe(false);
    await alone.stop();
    expect(await world.waiting()).toBe(3);

    const published = world.read();
    await world.start();
    await eventually('all have gone out', () => published.length === 3, 30_000);
    expect(published.map(titleOf)).toEqual(['title 0', 'title 1', 'title 2']);
    expect(await world.waiting()).toBe(0);
  }, 60_000);

  it('the relay tries again by itself, with pauses that commits do not shorten', async () => {
    const script = new Script([{ at: 'sending', title: 'urgent', act: 'fail', times: 3 }]);
    const service = await world.start({ script });
    const since = performance.now();
    while (script.count('sending', 'urgent') < 4) await service.write([orderPaid('2', 'urgent')]);
    expect(performance.now() - since).toBeGreaterThanOrEqual(LEAST_PAUSES_MS);
    await eventually('all have gone out', async () => (await world.waiting()) === 0, 20_000);
  }, 60_000);

  it('the outbox is a metric: how many events wait, and for how long', async () => {
    const value = async (name: string) => {
      const text = await metrics().getSingleMetricAsString(name);
      return Number(/\{service="order"\} (\S+)/.exec(text)?.[1] ?? NaN);
    };
    const script = new Script([{ at: 'sending', title: 'waits', act: 'hold' }]);
    const service = await world.start({ script });
    await service.write(Array.from({ length: 7 }, () => orderPaid('3', 'waits')));
    await eventually('seven wait', async () => (await value('minisuite_events_outbox_rows')) === 7);
    await eventually('for a second', async () => (await value('minisuite_events_outbox_oldest_seconds')) > 1);
    script.release('waits');
    await eventually('none waits', async () => (await value('minisuite_events_outbox_rows')) === 0);
    expect(await value('minisuite_events_outbox_oldest_seconds')).toBe(0);
  }, 60_000);
});
