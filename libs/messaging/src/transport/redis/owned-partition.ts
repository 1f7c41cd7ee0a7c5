import type { RedisConnection } from './redis-connection.js';
import type { Place } from './group-membership.js';
import type { RedisKeys } from './redis-keys.js';
import type { RedisLimits } from './redis-limits.js';
import type { StreamEntry } from './stream-entry.js';

// Who owns a partition is decided by its token. So all members are one consumer, and what is pending is pending for the present owner.
const CONSUMER = 'owner';

/** Makes a member the owner unless a living one is; takes over what is pending for anyone else who read in the name of the group. */
const TAKE = `#!lua flags=allow-oom
local owner = redis.call('HGET', KEYS[2], ARGV[1])
local member = owner and string.match(owner, '^(.*)#')
if member and member ~= ARGV[2]
  and (redis.call('ZSCORE', KEYS[1], member) or redis.call('ZSCORE', KEYS[1], member .. '!')) then return 0 end
local made = redis.pcall('XGROUP', 'CREATE', KEYS[3], ARGV[4], '0', 'MKSTREAM')
if made['err'] and not string.find(made['err'], 'BUSYGROUP') then return made end
local cursor = '0-0'
repeat
  cursor = redis.call('XAUTOCLAIM', KEYS[3], ARGV[4], ARGV[5], 0, cursor, 'COUNT', 100, 'JUSTID')[1]
until cursor == '0-0'
redis.call('HSET', KEYS[2], ARGV[1], ARGV[3])
return 1`;

/** Reads in small bites as the owner, up to a number of entries and bytes; nil when the token is not the owner's any more. */
const READ = `if redis.call('HGET', KEYS[1], ARGV[1]) ~= ARGV[2] then return false end
local from, bite, entries, bytes = ARGV[5], tonumber(ARGV[6]), {}, 0
repeat
  local answer = redis.call('XREADGROUP', 'GROUP', ARGV[3], ARGV[4], 'COUNT', bite, 'STREAMS', KEYS[2], from)
  local got = answer and answer[1][2] or {}
  for _, entry in ipairs(got) do
    entries[#entries + 1] = entry
    if from ~= '>' then from = entry[1] end
    for _, text in ipairs(entry[2] or {}) do bytes = bytes + #text end
  end
until #got < bite or #entries >= tonumber(ARGV[7]) or bytes >= tonumber(ARGV[8])
return entries`;

const RELEASE = `local owner = redis.call('HGET', KEYS[1], ARGV[1])
if owner and string.match(owner, '^(.*)#') == ARGV[2] then return redis.call('HDEL', KEYS[1], ARGV[1]) end
return 0`;

const PENDING = '0';
const NEW = '>';
const BITE = 16;

/** What was read, and whether there may be more. */
export interface Entries {
  readonly entries: StreamEntry[];
  readonly more: boolean;
}

/**
 * A partition as its owner works on it. Each time something went wrong it is taken again under a new token: a command that Redis carries
 * out late has the old one and takes nothing away, and what was delivered to nobody is pending and comes first.
 */
export class OwnedPartition {
  private token: string | undefined;
  private tokens = 0;
  private from = PENDING;
  private acknowledged: string[] = [];

  constructor(
    private readonly connection: RedisConnection,
    private readonly keys: RedisKeys,
    private readonly group: string,
    private readonly member: string,
    readonly place: Place,
    private readonly limits: RedisLimits,
  ) {}

  /** Becomes the owner; false when a living member is it. */
  async take(): Promise<boolean> {
    this.tokens += 1;
    const token = `${this.member}#${this.tokens}`;
    const { topic, partition } = this.place;
    const keys = [this.keys.members(this.group, topic), this.owners, this.stream];
    const taken = await this.connection.use(this.limits.answerMs, (redis) =>
      redis.eval(TAKE, keys.length, ...keys, partition, this.member, token, this.group, CONSUMER),
    );
    this.from = PENDING;
    this.token = taken === 1 ? token : undefined;
    return taken === 1;
  }

  /** The next entries, first those that were delivered before and not acknowledged; null when another member has the partition. */
  async next(): Promise<Entries | null> {
    await this.flush();
    if (this.token === undefined && !(await this.take())) return null;
    const answer = await this.read();
    if (this.from === NEW || answer?.entries.length !== 0) return answer;
    this.from = NEW;
    return await this.read();
  }

  /** Begins again with what was not acknowledged. */
  again(): void {
    this.from = PENDING;
  }

  /** Something went wrong: nobody knows what was carried out, and what will be. */
  doubt(): void {
    this.token = undefined;
  }

  /** Notes entries as done; `flush` tells Redis. */
  acknowledge(ids: readonly string[]): void {
    this.acknowledged.push(...ids);
  }

  async flush(): Promise<void> {
    const ids = this.acknowledged;
    if (ids.length === 0) return;
    this.acknowledged = [];
    try {
      await this.connection.use(this.limits.answerMs, (redis) => redis.xack(this.stream, this.group, ...ids));
    } catch (error) {
      this.acknowledged = [...ids, ...this.acknowledged];
      throw error;
    }
  }

  /** Gives the partition back, if this member has it. */
  async release(): Promise<void> {
    await this.connection.use(this.limits.answerMs, (redis) =>
      redis.eval(RELEASE, 1, this.owners, this.place.partition, this.member),
    );
  }

  private async read(): Promise<Entries | null> {
    const { batchMessages, batchBytes, answerMs } = this.limits;
    const reader = [this.place.partition, this.token ?? '', this.group, CONSUMER];
    const entries = (await this.connection.use(answerMs, (redis) =>
      redis.callBuffer(
        'EVAL',
        READ,
        2,
        this.owners,
        this.stream,
        ...reader,
        this.from,
        BITE,
        batchMessages,
        batchBytes,
      ),
    )) as StreamEntry[] | null;
    // A last bite that was not full says that there was no more; after what was pending comes what is new.
    return entries && { entries, more: this.from === PENDING || (entries.length > 0 && entries.length % BITE === 0) };
  }

  private get stream(): string {
    return this.keys.stream(this.place.topic, this.place.partition);
  }

  private get owners(): string {
    return this.keys.owners(this.group, this.place.topic);
  }
}
