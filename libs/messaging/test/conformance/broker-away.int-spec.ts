import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@minisuite/testing';
import { numbers } from '../harness/numbered-events.js';
import { type OwnServer, ownServer } from '../harness/own-server.js';
import { TRANSPORTS } from '../harness/transports.js';
import { World } from '../harness/world.js';
import { writeFor } from '../harness/write-for.js';

const AWAY_MS = 30_000;
const FROZEN_MS = 15_000;

describe.each(TRANSPORTS)('over %s: a broker', (transport) => {
  let own: OwnServer;
  let world: World;

  beforeAll(async () => {
    own = await ownServer(transport);
    world = await World.create(transport, own.servers);
  }, 90_000);
  afterEach(() => world.stopServices(), 30_000);
  afterAll(async () => {
    await world.close();
    await own.remove();
  }, 60_000);

  it(`that is away for ${AWAY_MS / 1000} s while events are written and handled loses, doubles and reorders none`, async () => {
    const service = await world.start();
    const keys = ['101', '102', '103'];
    const before = await writeFor(service, keys, 1000);
    await own.server.stop();
    const during = await writeFor(service, keys, AWAY_MS, before);
    expect(await service.runs()).toBe(false);
    expect(await world.waiting()).toBeGreaterThan(0);
    await own.server.start();
    const written = await writeFor(service, keys, 1000, during);
    for (const key of keys) expect(await world.untilTitles(key, written, 60_000)).toEqual(numbers(written));
    await eventually('relay and consumer run again', () => service.runs(), 30_000);
  }, 150_000);

  it('that is frozen and wakes up again loses, doubles and reorders nothing', async () => {
    const service = await world.start();
    const keys = ['401', '402', '403'];
    const before = await writeFor(service, keys, 1000);
    own.server.freeze();
    const during = await writeFor(service, keys, FROZEN_MS, before);
    own.server.resume();
    const written = await writeFor(service, keys, 1000, during);
    for (const key of keys) expect(await world.untilTitles(key, written, 60_000)).toEqual(numbers(written));
  }, 120_000);
});
