import { randomBytes } from 'node:crypto';
import { auditMigrations } from '@minisuite/audit';
import { eventually, SequentialIds, type TestDatabase, testDatabase } from '@minisuite/testing';
import { MESSAGING_TABLES, messagingMigrations } from '../../src/index.js';
import type { MessagingLimits } from '../../src/messaging-limits.js';
import type {
  EventTransport,
  IncomingMessage,
  MessageBatch,
  Subscription,
} from '../../src/transport/event-transport.js';
import { transportFor } from '../../src/transport/transport-for.js';
import { ChildService } from './child-service.js';
import { EFFECT } from './effect-handler.js';
import { AGGREGATE } from './numbered-events.js';
import type { Step } from './script.js';
import { type Service, type ServicePlan, startMessagingService } from './service-under-test.js';
import { eventsSettings, type Servers, serversWith, type TransportName } from './transports.js';

/** What a service is started with; its name is `order` unless said otherwise. */
export type Start = Partial<Omit<ServicePlan, 'mysqlUrl' | 'ids'>>;

/** What a process is started with. */
export interface Spawn {
  readonly name?: string;
  readonly steps?: readonly Step[];
  readonly handles?: boolean;
  readonly limits?: Partial<MessagingLimits>;
}

/** What a handler has committed for an event. */
export interface Effect {
  /** The name of the service. */
  readonly consumer: string;
  readonly eventId: string;
  readonly title: string;
}

/** A message that was given up. */
export interface Letter {
  readonly [column: string]: unknown;
  readonly id: string;
  readonly headers: string;
  readonly payload: Buffer;
  readonly error: string;
}

const SPAWNED_IDS = 1_000_000_000n;
const STARTED_MS = 30_000;

/** A schema and a set of topics of its own, with services on them. */
export class World {
  readonly broker: EventTransport;
  private readonly ids = new SequentialIds();
  private readonly services = new Set<() => Promise<void>>();
  private readonly readers: Subscription[] = [];
  private children = 0n;

  private constructor(
    readonly transport: TransportName,
    readonly db: TestDatabase,
    private readonly servers: Servers,
    readonly prefix: string,
  ) {
    this.broker = transportFor('test', this.events);
  }

  /** With servers of its own instead of those that all tests share, as far as they are given. */
  static async create(transport: TransportName, own: Partial<Servers> = {}): Promise<World> {
    const servers = serversWith(own);
    const db = await testDatabase([...messagingMigrations, ...auditMigrations], {
      before: MESSAGING_TABLES,
      ddl: [EFFECT, AGGREGATE],
      server: servers.mysqlUrl,
    });
    return new World(transport, db, servers, `t${randomBytes(5).toString('hex')}.`);
  }

  get events() {
    return eventsSettings(this.transport, this.servers, this.prefix);
  }

  /** Starts a service inside this process and waits until relay and consumer run. */
  async start(plan: Start = {}): Promise<Service> {
    const service = await this.startImpatiently(plan);
    await eventually('relay and consumer run', () => service.runs(), STARTED_MS);
    return service;
  }

  /** Starts a service inside this process without waiting for the broker. */
  async startImpatiently(plan: Start = {}): Promise<Service> {
    const place = { mysqlUrl: this.db.url, events: this.events, ids: this.ids };
    const service = await startMessagingService({ name: 'order', ...place, ...plan });
    const stop = async () => {
      this.services.delete(stop);
      await service.stop();
    };
    this.services.add(stop);
    return { ...service, stop };
  }

  /** Starts a service in a process of its own and waits until relay and consumer run. */
  async spawn(plan: Spawn = {}): Promise<ChildService> {
    return await (await this.spawnImpatiently(plan)).untilRuns();
  }

  /** Starts a service in a process of its own, which may have ended before anybody asks. */
  async spawnImpatiently({
    name = 'order',
    steps = [],
    handles = true,
    limits = {},
  }: Spawn = {}): Promise<ChildService> {
    this.children += 1n;
    const lastId = String(this.children * SPAWNED_IDS);
    const place = { mysqlUrl: this.db.url, events: this.events, lastId };
    const child = await ChildService.start({ name, steps, handles, limits, ...place });
    this.services.add(() => child.kill());
    return child;
  }

  /** Collects what arrives in a topic, from its beginning; what is delivered again to it counts once. */
  read(topic = 'order.events'): IncomingMessage[] {
    const messages: IncomingMessage[] = [];
    const places = new Set<string>();
    const group = `reader-${randomBytes(4).toString('hex')}`;
    const onBatch = async (batch: MessageBatch) => {
      for (const message of batch.messages) {
        const place = `${message.partition}/${message.offset}`;
        if (!places.has(place)) messages.push(message);
        places.add(place);
        await batch.acknowledge(message);
      }
    };
    this.readers.push(this.broker.subscribe({ group, topics: [topic], onBatch }));
    return messages;
  }

  /** What the handlers have committed, in the order of their commits. */
  async effects(aggregateId: string): Promise<Effect[]> {
    return await this.db.dataSource.query<Effect[]>(
      'SELECT consumer, event_id AS eventId, title FROM effect WHERE aggregate_id = ? ORDER BY id',
      [aggregateId],
    );
  }

  /** The titles of an aggregate's effects, in the order of their commits. */
  async titles(aggregateId: string): Promise<string[]> {
    return (await this.effects(aggregateId)).map(({ title }) => title);
  }

  /** The titles of an aggregate's effects, as soon as there are `count`. */
  async untilTitles(aggregateId: string, count: number, timeoutMs = 30_000): Promise<string[]> {
    return await eventually(
      `${aggregateId} has ${count} effects`,
      async () => {
        const titles = await this.titles(aggregateId);
        return titles.length >= count ? titles : undefined;
      },
      timeoutMs,
    );
  }

  async letters(): Promise<Letter[]> {
    return await this.db.dataSource.query<Letter[]>('SELECT * FROM dead_letter ORDER BY id');
  }

  /** The dead letter with this key, as soon as there is one. */
  async letter(key: string, timeoutMs = 20_000): Promise<Letter> {
    const find = async () => (await this.letters()).find((letter) => letter['message_key'] === key);
    return await eventually(`the dead letter of ${key}`, find, timeoutMs);
  }

  /** How many events wait to be published. */
  async waiting(): Promise<number> {
    const [row] = await this.db.dataSource.query<{ n: string }[]>(
      'SELECT COUNT(*) AS n FROM outbox WHERE published_at IS NULL',
    );
    return Number(row?.n);
  }

  /** Ends all services, so that the next test has the outbox and the groups to itself. */
  async stopServices(): Promise<void> {
    const stops = [...this.services];
    this.services.clear();
    await Promise.all(stops.map((stop) => stop()));
  }

  async close(): Promise<void> {
    await this.stopServices();
    await Promise.all(this.readers.map((reader) => reader.stop(1000)));
    await this.broker.close();
    await this.db.drop();
  }
}
