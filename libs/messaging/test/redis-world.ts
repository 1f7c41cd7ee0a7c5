import { randomBytes } from 'node:crypto';
import { eventually, testServers } from '@minisuite/testing';
import { Logger } from '@nestjs/common';
import { Redis } from 'ioredis';
import type { IncomingMessage, MessageBatch, Subscription } from '../src/transport/event-transport.js';
import { RedisKeys } from '../src/transport/redis/redis-keys.js';
import { RedisLimits } from '../src/transport/redis/redis-limits.js';
import { RedisTransport } from '../src/transport/redis/redis-transport.js';

Logger.overrideLogger(false);

/** The topic of all tests. */
export const TOPIC = 'order.events';

/** Messages of one key, whose values are given. */
export const messagesOf = (key: string, ...values: (string | Buffer)[]) =>
  values.map((value) => ({ topic: TOPIC, key, headers: {}, value }));

/** The values of messages. */
export const valuesOf = (messages: readonly IncomingMessage[]) => messages.map(({ value }) => value.toString());

/** What a member of a group has received. */
export interface Member {
  readonly messages: IncomingMessage[];
  readonly subscription: Subscription;
}

/** A set of keys in a Redis, that nobody else uses, and transports on them. */
export class RedisWorld {
  readonly prefix = `t${randomBytes(5).toString('hex')}.`;
  readonly keys = new RedisKeys(this.prefix);
  /** What operators and outsiders do. */
  readonly redis: Redis;
  private readonly transports: RedisTransport[] = [];

  constructor(readonly url = testServers().redisUrl) {
    this.redis = new Redis(url);
    // A test may end the server.
    this.redis.on('error', () => {});
  }

  /** A transport of a process of its own, whose topic has been made. */
  async transport(limits: Partial<RedisLimits> = {}, partitions = 1): Promise<RedisTransport> {
    const transport = this.bareTransport(limits);
    await transport.ensureTopics([{ name: TOPIC, partitions }]);
    return transport;
  }

  bareTransport(limits: Partial<RedisLimits> = {}): RedisTransport {
    const settings = { url: this.url, topicPrefix: this.prefix };
    const transport = new RedisTransport('test', settings, Object.assign(new RedisLimits(), limits));
    this.transports.push(transport);
    return transport;
  }

  /** Becomes a member that acknowledges everything, unless it is told what to do. */
  join(transport: RedisTransport, group: string, onBatch?: (batch: MessageBatch) => Promise<void>): Member {
    const messages: IncomingMessage[] = [];
    const subscription = transport.subscribe({
      group,
      topics: [TOPIC],
      onBatch: async (batch) => {
        messages.push(...batch.messages);
        if (onBatch) return await onBatch(batch);
        const last = batch.messages.at(-1);
        return last && (await batch.acknowledge(last));
      },
    });
    return { messages, subscription };
  }

  /** The ids in the stream of a partition. */
  async ids(partition = 0): Promise<string[]> {
    const entries = await this.redis.xrange(this.keys.stream(TOPIC, partition), '-', '+');
    return entries.map(([id]) => id);
  }

  /** Waits until a group has acknowledged everything. */
  async untilRead(transport: RedisTransport, group: string): Promise<void> {
    const lag = async () => (await transport.lag(group, [TOPIC])).reduce((sum, { messages }) => sum + messages, 0);
    await eventually(`${group} has read everything`, async () => (await lag()) === 0);
  }

  /** How many partitions each member of a group has. */
  async shares(group: string): Promise<number[]> {
    const owners = Object.values(await this.redis.hgetall(this.keys.owners(group, TOPIC)));
    const counts = new Map<string, number>();
    for (const owner of owners.map((token) => token.split('#')[0] ?? '')) {
      counts.set(owner, (counts.get(owner) ?? 0) + 1);
    }
    return [...counts.values()].toSorted();
  }

  async close(): Promise<void> {
    await Promise.all(this.transports.map((transport) => transport.close()));
    this.redis.disconnect();
  }
}
