import type { Redis } from 'ioredis';
import { chunkBySize } from './chunk-by-size.js';
import type { OutgoingMessage } from '../event-transport.js';
import { partitionOf } from './partition-of.js';
import { answersOf, type RedisConnection } from './redis-connection.js';
import type { RedisKeys } from './redis-keys.js';
import type { RedisLimits } from './redis-limits.js';
import type { RedisTopics } from './redis-topics.js';
import { replicasInSync } from './server-info.js';
import { toFields } from './stream-entry.js';

// What a message costs beside its value, so that a chunk of tiny ones does not hold Redis up either.
const ENTRY_BYTES = 1024;

/**
 * Appends messages to the streams. A chunk is one transaction: were it a pipeline, Redis could refuse a message (memory, disk, a change
 * of the master) and take the next one of the same key.
 */
export class RedisPublisher {
  constructor(
    private readonly connection: RedisConnection,
    private readonly keys: RedisKeys,
    private readonly topics: RedisTopics,
    private readonly limits: RedisLimits,
  ) {}

  async publish(messages: readonly OutgoingMessage[]): Promise<void> {
    const partitions = await this.topics.partitions([...new Set(messages.map(({ topic }) => topic))]);
    const size = ({ value }: OutgoingMessage) => Buffer.byteLength(value) + ENTRY_BYTES;
    for (const chunk of chunkBySize(messages, size, this.limits.chunkBytes)) {
      await this.connection.use(this.limits.publishMs, (redis) => this.append(redis, chunk, partitions));
    }
  }

  private async append(
    redis: Redis,
    messages: readonly OutgoingMessage[],
    partitions: ReadonlyMap<string, number>,
  ): Promise<void> {
    const transaction = redis.multi();
    const reached = new Map<string, Set<number>>();
    for (const message of messages) {
      const { topic, key } = message;
      const partition = partitionOf(key, partitions.get(topic) ?? 1);
      transaction.xadd(this.keys.stream(topic, partition), '*', ...toFields(message));
      reached.set(topic, (reached.get(topic) ?? new Set()).add(partition));
    }
    for (const [topic, numbers] of reached) {
      // Somebody may have emptied Redis since the topic was made.
      transaction.hsetnx(this.keys.partitions, topic, partitions.get(topic) ?? 1);
      transaction.publish(this.keys.news(topic), [...numbers].join(','));
    }
    const [info] = await Promise.all([redis.info('replication'), answersOf(transaction)]);
    await this.replicate(redis, replicasInSync(info));
  }

  // All replicas that follow closely, as Kafka waits for all in-sync replicas: then a replica that takes over has the messages.
  private async replicate(redis: Redis, replicas: number): Promise<void> {
    if (replicas === 0) return;
    const have = await redis.wait(replicas, this.limits.replicasMs);
    if (have < replicas) throw new Error(`only ${have} of ${replicas} replicas of Redis have the messages`);
  }
}
