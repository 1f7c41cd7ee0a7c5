import type { TopicRequest } from '../event-transport.js';
import { answersOf, type RedisConnection } from './redis-connection.js';
import type { RedisKeys } from './redis-keys.js';
import type { RedisLimits } from './redis-limits.js';

/** How many partitions topics have. Redis keeps it, so that all processes agree and keys stay where they are when a later one asks for more. */
export class RedisTopics {
  private readonly known = new Map<string, number>();

  constructor(
    private readonly connection: RedisConnection,
    private readonly keys: RedisKeys,
    private readonly limits: RedisLimits,
  ) {}

  /** Makes the topics that are missing. */
  async ensure(requests: readonly TopicRequest[]): Promise<void> {
    if (requests.length === 0) return;
    await this.connection.use(this.limits.answerMs, async (redis) => {
      const commands = redis.pipeline();
      for (const { name, partitions } of requests) commands.hsetnx(this.keys.partitions, name, partitions);
      await answersOf(commands);
    });
    await this.partitions(requests.map(({ name }) => name));
  }

  /** Rejects when one of the topics does not exist. */
  async partitions(topics: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const unknown = topics.filter((topic) => !this.known.has(topic));
    if (unknown.length > 0) {
      const counts = await this.connection.use(this.limits.answerMs, (redis) =>
        redis.hmget(this.keys.partitions, ...unknown),
      );
      for (const [n, topic] of unknown.entries()) {
        if (!counts[n]) throw new Error(`there is no topic ${topic} yet`);
        this.known.set(topic, Number(counts[n]));
      }
    }
    return new Map(topics.map((topic) => [topic, this.known.get(topic) ?? 0]));
  }

  /** All topics of this prefix. */
  async all(): Promise<ReadonlyMap<string, number>> {
    const topics = await this.connection.use(this.limits.answerMs, (redis) => redis.hkeys(this.keys.partitions));
    return await this.partitions(topics);
  }
}
