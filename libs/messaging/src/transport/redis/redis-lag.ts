import type { Redis } from 'ioredis';
import type { PartitionLag } from '../event-transport.js';
import type { RedisConnection } from './redis-connection.js';
import type { RedisKeys } from './redis-keys.js';
import type { RedisLimits } from './redis-limits.js';

// Up to here entries are counted: what XINFO says is wrong, or nothing, where entries were deleted.
const COUNTED = 10_000;
const BITE = 1000;

/** Counts entries after an id in small bites; tells their number and the last id. */
const COUNT = `local last, count = ARGV[1], 0
repeat
  local entries = redis.call('XRANGE', KEYS[1], '(' .. last, '+', 'COUNT', 50)
  count = count + #entries
  if #entries > 0 then last = entries[#entries][1] end
until #entries < 50 or count >= tonumber(ARGV[2])
return { count, last }`;

/** How many messages of each partition a group has not acknowledged: those it has begun and those nobody has taken. */
export async function redisLag(
  connection: RedisConnection,
  keys: RedisKeys,
  limits: RedisLimits,
  group: string,
  partitions: ReadonlyMap<string, number>,
): Promise<PartitionLag[]> {
  const places = [...partitions].flatMap(([topic, count]) =>
    Array.from({ length: count }, (_, partition) => ({ topic, partition })),
  );
  return await Promise.all(
    places.map(async ({ topic, partition }) => {
      const stream = keys.stream(topic, partition);
      const messages = await connection.use(limits.answerMs, (redis) => lagOf(redis, stream, group));
      return { topic, partition, messages };
    }),
  );
}

async function lagOf(redis: Redis, stream: string, group: string): Promise<number> {
  if ((await redis.exists(stream)) === 0) return 0;
  const groups = (await redis.xinfo('GROUPS', stream)) as unknown[][];
  const about = groups.map(namedValues).find(({ name }) => name === group);
  if (!about) return await redis.xlen(stream);
  const { pending, lag } = about;
  const guess = typeof lag === 'number' ? lag : null;
  if (guess !== null && guess > COUNTED) return Number(pending) + guess;
  return Number(pending) + (await countAfter(redis, stream, String(about['last-delivered-id'])));
}

async function countAfter(redis: Redis, stream: string, id: string): Promise<number> {
  let total = 0;
  for (let from = id; ;) {
    const [count, last] = (await redis.eval(COUNT, 1, stream, from, BITE)) as [number, string];
    total += count;
    if (count < BITE) return total;
    from = last;
  }
}

function namedValues(flat: readonly unknown[]): Record<string, unknown> {
  return Object.fromEntries(flat.flatMap((name, n) => (n % 2 === 0 ? [[String(name), flat[n + 1]]] : [])));
}
