import { randomUUID } from 'node:crypto';
import { backOff, delay } from '@minisuite/kernel';
import { Logger } from '@nestjs/common';
import type { Batch, Consumer, Kafka } from 'kafkajs';
import type { IncomingMessage, Subscription } from '../event-transport.js';
import { toIncoming } from './kafka-messages.js';

const MAX_WAIT_MS = 1000;
const AGAIN = { base: 200, max: 5000 };
const RETRY = { restartOnFailure: async () => false };

/** Where reading goes on, by topic and partition. */
type Next = ReadonlyMap<string, Map<number, string>>;

/** Reads along from now on, in groups of its own, in which nothing is committed and which the broker forgets. */
export class KafkaWatch implements Subscription {
  private readonly logger = new Logger('Kafka');
  private readonly topics: string[];
  private readonly stopping = new AbortController();
  private readonly stopped: Promise<void>;
  private readonly ended: Promise<void>;
  private joined = false;

  constructor(
    private readonly kafka: Kafka,
    private readonly prefix: string,
    topics: readonly string[],
    private readonly onMessages: (messages: readonly IncomingMessage[]) => void,
  ) {
    this.topics = topics.map((topic) => prefix + topic);
    this.stopped = new Promise((resolve) => {
      this.stopping.signal.addEventListener('abort', () => resolve());
    });
    this.ended = this.live();
  }

  async stop(timeoutMs: number): Promise<void> {
    this.stopping.abort();
    await Promise.race([this.ended, delay(timeoutMs, { unref: true })]);
  }

  async check(): Promise<void> {
    if (!this.joined) throw new Error('the watch is starting');
  }

  private async live(): Promise<void> {
    let next: Next | undefined;
    for (let failures = 1; !this.stopping.signal.aborted; failures += 1) {
      try {
        next ??= await this.now();
        await this.read(next, () => {
          failures = 0;
        });
      } catch (error) {
        const pause = backOff(Math.max(1, failures), AGAIN);
        this.logger.warn({ err: error }, `the events cannot be watched, next try in ${pause} ms`);
        await delay(pause, { signal: this.stopping.signal });
      }
    }
  }

  private async now(): Promise<Next> {
    const admin = this.kafka.admin();
    try {
      await admin.connect();
      const ends = this.topics.map(async (topic) => {
        const partitions = await admin.fetchTopicOffsets(topic);
        return [topic, new Map(partitions.map(({ partition, high }) => [partition, high]))] as const;
      });
      return new Map(await Promise.all(ends));
    } finally {
      await admin.disconnect();
    }
  }

  /** Reads until the watch is stopped; rejects when the membership has come to an end by itself. */
  private async read(next: Next, onJoined: () => void): Promise<void> {
    // A group of its own each time: in the old one the broker would wait for the member that has crashed.
    const groupId = `${this.prefix}watch-${randomUUID()}`;
    const consumer = this.kafka.consumer({
      groupId,
      maxWaitTimeInMs: MAX_WAIT_MS,
      allowAutoTopicCreation: false,
      retry: RETRY,
    });
    const crash = Promise.withResolvers<never>();
    crash.promise.catch(() => {});
    consumer.on(consumer.events.CRASH, ({ payload }) => crash.reject(payload.error));
    consumer.on(consumer.events.GROUP_JOIN, () => {
      for (const [topic, partitions] of next) {
        for (const [partition, offset] of partitions) consumer.seek({ topic, partition, offset });
      }
      this.joined = true;
      onJoined();
    });
    const starting = this.start(consumer, next);
    try {
      await Promise.race([starting.then(() => crash.promise), crash.promise, this.stopped]);
    } finally {
      this.joined = false;
      // A client that is disconnected while it still joins would go on fetching afterwards.
      await starting.catch(() => {});
      await consumer.disconnect();
    }
  }

  private async start(consumer: Consumer, next: Next): Promise<void> {
    await consumer.connect();
    // A partition that is added later has nothing that is older than the watch.
    await consumer.subscribe({ topics: this.topics, fromBeginning: true });
    await consumer.run({ autoCommit: false, eachBatch: async ({ batch }) => this.tell(batch, next) });
  }

  private tell(batch: Batch, next: Next): void {
    const { topic, partition, messages } = batch;
    next.get(topic)?.set(partition, String(BigInt(batch.lastOffset()) + 1n));
    try {
      this.onMessages(messages.map((message) => toIncoming(topic.slice(this.prefix.length), partition, message)));
    } catch (error) {
      this.logger.warn({ err: error }, 'who watches the events has failed');
    }
  }
}
