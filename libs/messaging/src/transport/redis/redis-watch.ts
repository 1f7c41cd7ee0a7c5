import { backOff, delay } from '@minisuite/kernel';
import { Logger } from '@nestjs/common';
import type { IncomingMessage, Subscription } from '../event-transport.js';
import type { Place } from './group-membership.js';
import { Outage } from './outage.js';
import type { RedisConnection } from './redis-connection.js';
import type { RedisKeys } from './redis-keys.js';
import type { RedisLimits } from './redis-limits.js';
import type { RedisTopics } from './redis-topics.js';
import { type StreamEntry, toIncoming } from './stream-entry.js';

const BLOCK_MS = 5000;
const COUNT = 100;
const AGAIN = { base: 200, max: 5000 };

interface Position extends Place {
  after: string;
}

/** Reads along from now on, outside of any group. */
export class RedisWatch implements Subscription {
  private readonly logger = new Logger('RedisStreams');
  private readonly outage = new Outage(this.logger, 'the watching of events');
  private readonly stopping = new AbortController();
  private readonly ended: Promise<void>;
  private positions: ReadonlyMap<string, Position> | undefined;

  constructor(
    private readonly connection: RedisConnection,
    private readonly keys: RedisKeys,
    private readonly known: RedisTopics,
    private readonly limits: RedisLimits,
    private readonly topics: readonly string[],
    private readonly onMessages: (messages: readonly IncomingMessage[]) => void,
  ) {
    this.ended = this.live();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    this.connection.close();
    await this.ended;
  }

  async check(): Promise<void> {
    if (!this.positions) throw new Error('the watch is starting');
  }

  private async live(): Promise<void> {
    for (let failures = 0; !this.stopping.signal.aborted;) {
      try {
        this.positions ??= await this.now();
        await this.read(this.positions);
        failures = 0;
        this.outage.over();
      } catch (error) {
        if (this.stopping.signal.aborted) return;
        failures += 1;
        this.outage.failed(error);
        await delay(backOff(failures, AGAIN), { signal: this.stopping.signal });
      }
    }
  }

  private async now(): Promise<ReadonlyMap<string, Position>> {
    const partitions = await this.known.partitions(this.topics);
    const [seconds = 0, microseconds = 0] = await this.connection.use(this.limits.answerMs, (redis) => redis.time());
    const after = `${Number(seconds) * 1000 + Math.floor(Number(microseconds) / 1000)}-0`;
    const places = [...partitions].flatMap(([topic, count]) =>
      Array.from({ length: count }, (_, partition) => ({ topic, partition, after })),
    );
    return new Map(places.map((place) => [this.keys.stream(place.topic, place.partition), place]));
  }

  private async read(positions: ReadonlyMap<string, Position>): Promise<void> {
    const ids = [...positions.values()].map(({ after }) => after);
    const answer = (await this.connection.use(BLOCK_MS + this.limits.answerMs, (redis) =>
      redis.callBuffer('XREAD', 'COUNT', COUNT, 'BLOCK', BLOCK_MS, 'STREAMS', ...positions.keys(), ...ids),
    )) as [Buffer, StreamEntry[]][] | null;
    for (const [stream, entries] of answer ?? []) {
      const position = positions.get(stream.toString());
      if (!position) continue;
      const { topic, partition } = position;
      position.after = String(entries.at(-1)?.[0] ?? position.after);
      this.tell(entries.map(([id, fields]) => toIncoming(topic, partition, id.toString(), fields ?? [])));
    }
  }

  private tell(messages: readonly IncomingMessage[]): void {
    try {
      this.onMessages(messages);
    } catch (error) {
      this.logger.warn({ err: error }, 'who watches the events has failed');
    }
  }
}
