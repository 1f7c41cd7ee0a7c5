import { randomBytes } from 'node:crypto';
import { type EventRecord, OrderPaid, recordEvent } from '@minisuite/contracts';
import { type Cause, DatabaseModule, MysqlTransactions, REQUEST, type Tx } from '@minisuite/database';
import { Ids } from '@minisuite/ids';
import { Health } from '@minisuite/service';
import {
  eventually,
  SequentialIds,
  startTestService,
  type TestDatabase,
  testDatabase,
  testServers,
  type TestService,
} from '@minisuite/testing';
import { Global, Module, type Type } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { MESSAGING_TABLES, MessagingModule, messagingMigrations, Outbox } from '../src/index.js';
import { MessagingLimits } from '../src/messaging-limits.js';
import type { IncomingMessage, MessageBatch, Subscription } from '../src/transport/event-transport.js';
import { KafkaTransport } from '../src/transport/kafka/kafka-transport.js';

const EFFECT =
  'CREATE TABLE effect (id BIGINT UNSIGNED AUTO_INCREMENT PRIMARY KEY, event_id VARCHAR(64), aggregate_id VARCHAR(64))';

/** What a service under test may be started with. */
export interface ServiceOptions {
  readonly handlers?: Type[];
  readonly limits?: Partial<MessagingLimits>;
  readonly replace?: { provide: unknown; useValue: unknown }[];
  readonly brokers?: string[];
  /** Not to wait until relay and consumer run. */
  readonly impatient?: boolean;
}

/** A service of the test: writes events, and handles them when it has handlers. */
export interface Service extends TestService {
  write(records: EventRecord[], before?: (tx: Tx) => Promise<void>): Promise<void>;
}

/** One schema and one set of topics, that nobody else uses. */
export class World {
  readonly prefix = `t${randomBytes(5).toString('hex')}.`;
  readonly broker: KafkaTransport;
  private readonly ids = new SequentialIds();
  private readonly readers: Subscription[] = [];
  private readonly services = new Set<TestService>();

  private constructor(readonly db: TestDatabase) {
    this.broker = new KafkaTransport('test', this.settings());
  }

  static async create(): Promise<World> {
    return new World(await testDatabase(messagingMigrations, { before: MESSAGING_TABLES, ddl: [EFFECT] }));
  }

  settings(brokers = testServers().kafkaBrokers) {
    return { brokers, topicPrefix: this.prefix, replicationFactor: 1 };
  }

  /** Starts a process of the service `order` on the schema of this world. */
  async start({
    handlers = [],
    limits = {},
    replace = [],
    brokers,
    impatient = false,
  }: ServiceOptions = {}): Promise<Service> {
    const ids = { provide: Ids, useValue: this.ids };
    @Global()
    @Module({ providers: [ids, ...handlers], exports: [Ids] })
    class Feature {}
    const messaging = MessagingModule.with({
      service: 'order',
      events: { transport: 'kafka', ...this.settings(brokers) },
    });
    const module = {
      module: class Root {},
      imports: [DatabaseModule.with({ url: this.db.url, poolSize: 10 }), Feature, messaging],
    };
    const allLimits = Object.assign(
      new MessagingLimits(),
      { retry: { base: 10, max: 50 }, transientRetry: { base: 10, max: 50 } },
      limits,
    );
    const running = await startTestService(module, {
      replace: [{ provide: MessagingLimits, useValue: allLimits }, ...replace],
    });
    const stop = async () => {
      this.services.delete(service);
      await running.stop();
    };
    const service: Service = {
      ...running,
      stop,
      write: (records, before = async () => {}) =>
        transactions(running.get(DataSource)).run(REQUEST, async (tx) => {
          await running.get(Outbox).append(tx, records);
          await before(tx);
        }),
    };
    this.services.add(service);
    if (!impatient) {
      await eventually(
        'relay and consumer run',
        async () => (await running.get(Health).report()).checks['events'] === 'ok',
        20_000,
      );
    }
    return service;
  }

  /** Collects what arrives in a topic, from its beginning. */
  read(topic: string): IncomingMessage[] {
    const messages: IncomingMessage[] = [];
    const group = `reader-${randomBytes(4).toString('hex')}`;
    const onBatch = async (batch: MessageBatch) => {
      for (const message of batch.messages) {
        messages.push(message);
        await batch.acknowledge(message);
      }
    };
    this.readers.push(this.broker.subscribe({ group, topics: [topic], onBatch }));
    return messages;
  }

  /** Stops every process but this one. */
  async stopOthers(than: Service): Promise<void> {
    await Promise.all([...this.services].filter((service) => service !== than).map((service) => service.stop()));
  }

  /** The aggregate ids of the effects, in the order of their commits. */
  async effects(): Promise<string[]> {
    const rows = await this.db.dataSource.query<{ aggregate_id: string }[]>(
      'SELECT aggregate_id FROM effect ORDER BY id',
    );
    return rows.map((row) => row.aggregate_id);
  }

  async close(): Promise<void> {
    await Promise.all([...this.services].map((service) => service.stop()));
    await Promise.all(this.readers.map((reader) => reader.stop(1000)));
    await this.broker.close();
    await this.db.drop();
  }
}

/** Transactions that give out themselves. */
export const transactions = (dataSource: DataSource) => new MysqlTransactions(dataSource, (tx) => tx);

/** The usual handler's work: one row for each event, in one transaction. */
export async function addEffects(
  dataSource: DataSource,
  events: { id: string; aggregateId: string }[],
  cause: Cause,
): Promise<void> {
  await transactions(dataSource).run(cause, async (tx) => {
    await tx.execute('INSERT INTO effect (event_id, aggregate_id) VALUES ?', [
      events.map((e) => [e.id, e.aggregateId]),
    ]);
  });
}

/** An order.paid event of an order. */
export function orderPaid(orderId: string, title = 'tea'): EventRecord {
  const payload = { orderId, userId: '7', paymentId: '8', amount: 100, title, paidAt: '2026-01-01T00:00:00.000Z' };
  return recordEvent(OrderPaid, orderId, payload) as EventRecord;
}
