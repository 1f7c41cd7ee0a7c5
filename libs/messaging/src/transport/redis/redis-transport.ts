import {
  EventTransport,
  type IncomingMessage,
  type OutgoingMessage,
  type PartitionLag,
  type Subscription,
  type SubscriptionRequest,
  type TopicRequest,
  UnsafeBroker,
} from '../event-transport.js';
import { RedisConnection } from './redis-connection.js';
import { RedisKeys } from './redis-keys.js';
import { redisLag } from './redis-lag.js';
import { RedisLimits } from './redis-limits.js';
import { RedisPublisher } from './redis-publisher.js';
import { RedisSubscription } from './redis-subscription.js';
import { RedisTopics } from './redis-topics.js';
import { RedisWatch } from './redis-watch.js';
import { whyUnsafe } from './server-info.js';
import { Trimming } from './trimming.js';

const CHECK_MS = 1500;

/** Where Redis is and how things are named there. */
export interface RedisSettings {
  readonly url: string;
  /** Put before every key, so that several environments can share a Redis. */
  readonly topicPrefix: string;
  /** How long a group waits for a silent member, in ms; 7 s unless said otherwise. */
  readonly sessionMs?: number;
}

/** Events over Redis Streams. */
export class RedisTransport extends EventTransport {
  private readonly keys: RedisKeys;
  private readonly admin: RedisConnection;
  private readonly producer: RedisConnection;
  private readonly topics: RedisTopics;
  private readonly publisher: RedisPublisher;
  private readonly trimming: Trimming;
  private readonly subscriptions = new Set<Subscription>();

  constructor(
    private readonly clientId: string,
    private readonly settings: RedisSettings,
    private readonly limits = new RedisLimits(),
  ) {
    super();
    this.keys = new RedisKeys(settings.topicPrefix);
    this.admin = this.connection('admin');
    this.producer = this.connection('publish');
    this.topics = new RedisTopics(this.admin, this.keys, limits);
    this.publisher = new RedisPublisher(this.producer, this.keys, this.topics, limits);
    this.trimming = new Trimming(this.admin, this.keys, this.topics, limits);
  }

  async ensureTopics(topics: readonly TopicRequest[]): Promise<void> {
    await this.verify(this.limits.answerMs);
    await this.topics.ensure(topics);
    this.trimming.start();
  }

  async publish(messages: readonly OutgoingMessage[]): Promise<void> {
    await this.publisher.publish(messages);
  }

  subscribe(request: SubscriptionRequest): Subscription {
    const { keys, topics, limits } = this;
    const tools = { commands: this.connection('read'), bell: this.connection('listen'), keys, topics, limits };
    return this.living(new RedisSubscription(tools, request));
  }

  watch(topics: readonly string[], onMessages: (messages: readonly IncomingMessage[]) => void): Subscription {
    const connection = this.connection('watch');
    return this.living(new RedisWatch(connection, this.keys, this.topics, this.limits, topics, onMessages));
  }

  async lag(group: string, topics: readonly string[]): Promise<PartitionLag[]> {
    return await redisLag(this.admin, this.keys, this.limits, group, await this.topics.partitions(topics));
  }

  async check(): Promise<void> {
    await this.verify(CHECK_MS);
  }

  async close(): Promise<void> {
    await Promise.all([...this.subscriptions].map((subscription) => subscription.stop(0)));
    const trimmed = this.trimming.stop();
    this.admin.close();
    this.producer.close();
    await trimmed;
  }

  private async verify(patienceMs: number): Promise<void> {
    const problem = whyUnsafe(await this.admin.use(patienceMs, (redis) => redis.info()));
    if (problem !== undefined) throw new UnsafeBroker(problem);
  }

  private connection(purpose: string): RedisConnection {
    return new RedisConnection(this.settings.url, `${this.clientId}.${purpose}`);
  }

  private living(subscription: Subscription): Subscription {
    this.subscriptions.add(subscription);
    return {
      stop: async (timeoutMs) => {
        this.subscriptions.delete(subscription);
        await subscription.stop(timeoutMs);
      },
      check: () => subscription.check(),
    };
  }
}
