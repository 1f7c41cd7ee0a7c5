import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { answersOf, type RedisConnection } from './redis-connection.js';
import type { SharedTopic } from './rebalance.js';
import type { RedisKeys } from './redis-keys.js';
import type { RedisLimits } from './redis-limits.js';

/**
 * Says that a member lives, forgets those that have been silent, and tells members and owners of each topic. Also when Redis is full:
 * those who read make room.
 */
const BEAT = `#!lua flags=allow-oom
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local shared = {}
for n = 1, #KEYS, 2 do
  redis.call('ZREM', KEYS[n], ARGV[2])
  redis.call('ZADD', KEYS[n], now, ARGV[1])
  redis.call('ZREMRANGEBYSCORE', KEYS[n], '-inf', now - ARGV[3])
  shared[#shared + 1] = { redis.call('ZRANGE', KEYS[n], 0, -1), redis.call('HGETALL', KEYS[n + 1]) }
end
return shared`;

/** Tells of each stream whether it has entries that were not delivered to the group; 1 also when there is no such group. */
const LOOK = `local found = {}
for n, stream in ipairs(KEYS) do
  local last
  local groups = redis.pcall('XINFO', 'GROUPS', stream)
  for _, group in ipairs(groups) do
    local about = {}
    for i = 1, #group, 2 do about[group[i]] = group[i + 1] end
    if about['name'] == ARGV[1] then last = about['last-delivered-id'] end
  end
  found[n] = (not last or #redis.call('XRANGE', stream, '(' .. last, '+', 'COUNT', 1) > 0) and 1 or 0
end
return found`;

/** A partition of a topic. */
export interface Place {
  readonly topic: string;
  readonly partition: number;
}

/** What a member sees at a beat. */
export interface Beat {
  readonly topics: readonly SharedTopic[];
  /** Those of the places asked for that have messages nobody has taken. */
  readonly news: readonly Place[];
}

// While a member leaves it keeps what it has until that is done, and gets nothing more.
const leavingName = (id: string) => `${id}!`;

/** The member's part of the token under which it has a partition. */
export const memberOf = (token: string) => token.slice(0, token.lastIndexOf('#'));

/** A process as a member of a consumer group among the others. Who is silent for too long is none, whatever it believes itself. */
export class GroupMembership {
  readonly id = `${hostname()}-${process.pid}-${randomBytes(4).toString('hex')}`;
  private leaving = false;

  constructor(
    private readonly connection: RedisConnection,
    private readonly keys: RedisKeys,
    private readonly group: string,
    private readonly limits: RedisLimits,
  ) {}

  /** Says that this member lives and looks around. */
  async beat(partitions: ReadonlyMap<string, number>, idle: readonly Place[]): Promise<Beat> {
    const topics = [...partitions.keys()];
    const shared = topics.flatMap((topic) => [
      this.keys.members(this.group, topic),
      this.keys.owners(this.group, topic),
    ]);
    const names = this.leaving ? [leavingName(this.id), this.id] : [this.id, leavingName(this.id)];
    const streams = idle.map(({ topic, partition }) => this.keys.stream(topic, partition));
    const [views, found] = await this.connection.use(this.limits.answerMs, (redis) =>
      answersOf(
        redis
          .pipeline()
          .eval(BEAT, shared.length, ...shared, ...names, this.limits.memberMs)
          .eval(LOOK, streams.length, ...streams, this.group),
      ),
    );
    return {
      topics: (views as [string[], string[]][]).map(([members, owners], n) =>
        sharedTopic(topics[n] ?? '', partitions.get(topics[n] ?? '') ?? 0, members, owners),
      ),
      news: idle.filter((_, n) => (found as number[])[n] === 1),
    };
  }

  /** From the next beat on this member has a share of nothing. */
  prepareToLeave(): void {
    this.leaving = true;
  }

  /** Tells the other members that they should look around. */
  async announce(): Promise<void> {
    await this.connection.use(this.limits.answerMs, (redis) => redis.publish(this.keys.changes(this.group), ''));
  }

  /** Leaves the group. */
  async leave(topics: readonly string[]): Promise<void> {
    await this.connection.use(this.limits.answerMs, async (redis) => {
      const commands = redis.pipeline();
      for (const topic of topics) {
        commands.zrem(this.keys.members(this.group, topic), this.id, leavingName(this.id));
      }
      return await answersOf(commands.publish(this.keys.changes(this.group), ''));
    });
  }
}

function sharedTopic(topic: string, partitions: number, members: string[], owners: string[]): SharedTopic {
  const living = new Set(members);
  const lives = (id: string) => living.has(id) || living.has(leavingName(id));
  const byPartition = Array.from({ length: partitions }, (): string | null => null);
  for (let n = 0; n + 1 < owners.length; n += 2) {
    const id = memberOf(owners[n + 1] ?? '');
    if (lives(id) && Number(owners[n]) < partitions) byPartition[Number(owners[n])] = id;
  }
  return { topic, members: members.filter((name) => !name.endsWith('!')), owners: byPartition };
}
