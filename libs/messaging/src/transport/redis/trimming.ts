import { Background } from '@minisuite/service';
import { Logger } from '@nestjs/common';
import { Outage } from './outage.js';
import type { RedisConnection } from './redis-connection.js';
import type { RedisKeys } from './redis-keys.js';
import type { RedisLimits } from './redis-limits.js';
import type { RedisTopics } from './redis-topics.js';

/**
 * Removes a bite of what is old enough and acknowledged by every group; tells how many entries that were. Ids are compared as text of
 * the same length, since a number of Lua cannot hold all of them.
 */
const TRIM = `if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
local function wide(id)
  local ms, seq = string.match(id, '^(%d+)%-(%d+)$')
  return string.rep('0', 20 - #ms) .. ms .. string.rep('0', 20 - #seq) .. seq
end
local function following(id)
  local ms, seq = string.match(id, '^(%d+)%-(%d+)$')
  if #seq > 15 then return id end
  return ms .. '-' .. string.format('%.0f', seq + 1)
end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local groups = redis.call('XINFO', 'GROUPS', KEYS[1])
local age = #groups == 0 and ARGV[2] or ARGV[1]
local keep = string.format('%.0f', math.max(0, now - age)) .. '-0'
for _, group in ipairs(groups) do
  local about = {}
  for i = 1, #group, 2 do about[group[i]] = group[i + 1] end
  local first = following(about['last-delivered-id'])
  if about['pending'] > 0 then first = redis.call('XPENDING', KEYS[1], about['name'])[2] end
  if wide(first) < wide(keep) then keep = first end
end
local removed = redis.call('XTRIM', KEYS[1], 'MINID', '~', keep, 'LIMIT', ARGV[3])
if removed == 0 then removed = redis.call('XTRIM', KEYS[1], 'MINID', '=', keep) end
return removed`;

/** Keeps the streams short, in one process at a time. */
export class Trimming {
  private readonly outage = new Outage(new Logger('RedisStreams'), 'the removal of old messages');
  private readonly loop: Background;

  constructor(
    private readonly connection: RedisConnection,
    private readonly keys: RedisKeys,
    private readonly topics: RedisTopics,
    private readonly limits: RedisLimits,
  ) {
    this.loop = new Background('RedisTrimming', limits.trimMs, (stopping) => this.round(stopping));
  }

  start(): void {
    this.loop.start();
  }

  async stop(): Promise<void> {
    await this.loop.stop();
  }

  private async round(stopping: AbortSignal): Promise<void> {
    try {
      if (await this.mayTrim()) await this.trim(stopping);
      this.outage.over();
    } catch (error) {
      if (!stopping.aborted) this.outage.failed(error);
    }
  }

  // Nobody gives the lock back, so that it is done once in a period and not once in each process.
  private async mayTrim(): Promise<boolean> {
    const { answerMs, trimMs } = this.limits;
    const taken = await this.connection.use(answerMs, (redis) => redis.set(this.keys.trimming, '', 'PX', trimMs, 'NX'));
    return taken === 'OK';
  }

  private async trim(stopping: AbortSignal): Promise<void> {
    for (const [topic, partitions] of await this.topics.all()) {
      for (let partition = 0; partition < partitions; partition += 1) {
        while (!stopping.aborted && (await this.bite(this.keys.stream(topic, partition))) > 0);
      }
    }
  }

  private async bite(stream: string): Promise<number> {
    const { answerMs, keepMs, keepUnreadMs, trimBite } = this.limits;
    const removed = await this.connection.use(answerMs, (redis) =>
      redis.eval(TRIM, 1, stream, keepMs, keepUnreadMs, trimBite),
    );
    return Number(removed);
  }
}
