import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createDataSource, Leases } from '@minisuite/database';
import { SystemClock } from '@minisuite/kernel';
import { eventually, type TestDatabase, testDatabase } from '@minisuite/testing';
import { MESSAGING_TABLES, messagingMigrations } from '../../src/index.js';
import { MessagingLimits } from '../../src/messaging-limits.js';
import { DurableReads } from '../../src/outbox/durable-reads.js';
import { type OutboxRow, OutboxRows, type Portion } from '../../src/outbox/outbox-rows.js';
import { RelayLease } from '../../src/outbox/relay-lease.js';
import { RelaySignal } from '../../src/outbox/relay-signal.js';
import { Relay } from '../../src/outbox/relay.js';
import { ServiceName } from '../../src/service-name.js';
import { EventTransport, type OutgoingMessage } from '../../src/transport/event-transport.js';
import { type OwnServer, ownServer } from '../harness/own-server.js';

// So that nothing but the reading of a new event has the server flush its log.
const LIMITS = Object.assign(new MessagingLimits(), { relayPollMs: 600_000, relayLeaseMs: 600_000, flushMs: 0 });

/** Hands over what is published, and never answers. */
class Caught extends EventTransport {
  private caught: (messages: readonly OutgoingMessage[]) => void = () => {};
  readonly first = new Promise<readonly OutgoingMessage[]>((resolve) => {
    this.caught = resolve;
  });

  publish(messages: readonly OutgoingMessage[]): Promise<void> {
    this.caught(messages);
    return new Promise(() => {});
  }
  async ensureTopics(): Promise<void> {}
  async check(): Promise<void> {}
  async close(): Promise<void> {}
  subscribe(): never {
    throw new Error('nobody subscribes');
  }
  watch(): never {
    throw new Error('nobody watches');
  }
  lag(): never {
    throw new Error('nobody asks');
  }
}

/** Are read as soon as that is allowed. */
class HeldRows extends OutboxRows {
  readonly gate = Promise.withResolvers<void>();

  override async unpublished(portion: Portion): Promise<OutboxRow[]> {
    await this.gate.promise;
    return await super.unpublished(portion);
  }
}

describe('an event that a crash of the database takes back', () => {
  let own: OwnServer;
  let db: TestDatabase;

  beforeAll(async () => {
    own = await ownServer('mysql');
    db = await testDatabase(messagingMigrations, { before: MESSAGING_TABLES, server: own.servers.mysqlUrl ?? '' });
  }, 90_000);
  afterEach(() => db.dataSource.query('DELETE FROM outbox'));
  afterAll(async () => {
    await db.drop();
    await own.remove();
  }, 60_000);

  /** Everybody sees the event, and its commit waits to be flushed: the moment of each commit, for as long as one likes. */
  async function writeUnflushed(eventId: string): Promise<void> {
    const admin = createDataSource({ url: db.url, poolSize: 1 });
    await admin.initialize();
    await admin.query('SET GLOBAL innodb_flush_log_at_timeout = 2700');
    await admin.query('SET GLOBAL innodb_flush_log_at_trx_commit = 0');
    await admin.query(
      'INSERT INTO outbox (event_id, topic, aggregate_id, type, payload, headers, created_at) VALUES (?)',
      [[eventId, 'order.events', '7', 'order.placed.v1', '{}', '{}', new Date()]],
    );
    await admin.query('SET GLOBAL innodb_flush_log_at_trx_commit = 1');
    await admin.destroy();
  }

  const read = async () =>
    (await new OutboxRows(db.dataSource).unpublished({ rows: 10, bytes: 1000, except: [] })).map(
      ({ eventId }) => eventId,
    );
  const crash = async () => {
    await own.server.kill();
    await own.server.start();
  };

  it('can be read before', async () => {
    await writeUnflushed('901');
    expect(await read()).toEqual(['901']);
    await crash();
    expect(await read()).toEqual([]);
  }, 60_000);

  it('has not left', async () => {
    const transport = new Caught();
    const signal = new RelaySignal();
    const lease = new RelayLease(new Leases(db.dataSource), LIMITS);
    const reads = new DurableReads(db.dataSource);
    const rows = new HeldRows(db.dataSource);
    const relay = new Relay(rows, reads, transport, lease, signal, new ServiceName('order'), new SystemClock(), LIMITS);
    relay.start();
    await eventually('the relay has its lease', async () => lease.fence() ?? undefined);
    await writeUnflushed('902');
    // Not in the midst of it, when what the relay commits itself would not be flushed either.
    rows.gate.resolve();
    signal.notify();
    const left = await transport.first;
    await crash();
    expect(left).toHaveLength(1);
    expect(await read()).toEqual(['902']);
    await relay.stop();
  }, 60_000);
});
