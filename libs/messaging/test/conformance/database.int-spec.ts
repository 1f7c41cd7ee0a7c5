import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { delay } from '@minisuite/kernel';
import { eventually } from '@minisuite/testing';
import { numbers } from '../harness/numbered-events.js';
import { type OwnServer, ownServer } from '../harness/own-server.js';
import type { Service } from '../harness/service-under-test.js';
import { TRANSPORTS } from '../harness/transports.js';
import { World } from '../harness/world.js';

const PACE_MS = 20;

describe.each(TRANSPORTS)('over %s: a database', (transport) => {
  let own: OwnServer;
  let world: World;

  beforeAll(async () => {
    own = await ownServer('mysql');
    world = await World.create(transport, own.servers);
  }, 90_000);
  afterEach(() => world.stopServices(), 30_000);
  afterAll(async () => {
    await world.close();
    await own.remove();
  }, 60_000);

  /** Writes until told to stop; an error leaves open whether the event was written. */
  async function writeUntil(stopped: AbortSignal, service: Service, key: string): Promise<number> {
    let acknowledged = 0;
    while (!stopped.aborted) {
      await service.writeNext(key).then(
        () => {
          acknowledged += 1;
        },
        () => {},
      );
      await delay(PACE_MS);
    }
    return acknowledged;
  }

  const versionOf = async (key: string) => {
    const rows = await world.db.dataSource.query<{ version: number }[]>('SELECT version FROM aggregate WHERE id = ?', [
      key,
    ]);
    return Number(rows[0]?.version);
  };

  it.each(['stop', 'kill'] as const)(
    'that ends (%s) and comes back in the middle of it all loses, doubles and reorders nothing',
    async (end) => {
      const service = await world.start();
      const key = end === 'stop' ? '101' : '102';
      const done = new AbortController();
      const writing = writeUntil(done.signal, service, key);
      await world.untilTitles(key, 20);
      await own.server[end]();
      await own.server.start();
      const handled = await eventually(
        'events are handled again',
        async () => {
          const { length } = await world.titles(key);
          return length > 60 ? length : undefined;
        },
        60_000,
      );
      expect(handled).toBeGreaterThan(60);
      done.abort();
      const acknowledged = await writing;
      const written = await versionOf(key);
      expect(written).toBeGreaterThanOrEqual(acknowledged);
      expect(await world.untilTitles(key, written, 60_000)).toEqual(numbers(written));
      expect(await world.letters()).toEqual([]);
    },
    150_000,
  );
});
