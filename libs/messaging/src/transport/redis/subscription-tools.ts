import type { RedisConnection } from './redis-connection.js';
import type { RedisKeys } from './redis-keys.js';
import type { RedisLimits } from './redis-limits.js';
import type { RedisTopics } from './redis-topics.js';

/** What a subscription works with; the connections are its own. */
export interface SubscriptionTools {
  readonly commands: RedisConnection;
  readonly bell: RedisConnection;
  readonly keys: RedisKeys;
  readonly topics: RedisTopics;
  readonly limits: RedisLimits;
}
