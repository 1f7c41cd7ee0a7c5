import { delay } from '@minisuite/kernel';
import { Logger } from '@nestjs/common';
import type { IncomingMessage, MessageBatch } from '../event-transport.js';
import type { GroupMember } from './group-member.js';

const MAX_WAITING = { messages: 500, bytes: 2_097_152 };
const FAILED_PAUSE_MS = 1000;

const after = (offset: string) => String(BigInt(offset) + 1n);

/** One partition during one membership: what was fetched and waits, and the work on it, one batch at a time. */
export class PartitionLane {
  /** Resolves when the work at hand has come to its end. */
  idle: Promise<void>;
  private readonly logger = new Logger('Kafka');
  private readonly stopping = new AbortController();
  private readonly room: (() => void)[] = [];
  private waiting: IncomingMessage[] = [];
  private working = false;

  constructor(
    /** Prefixed, as the broker knows it. */
    private readonly topic: string,
    private readonly partition: number,
    readonly member: GroupMember,
    private readonly onBatch: (batch: MessageBatch) => Promise<void>,
    /** The end of the work of an earlier membership on the same partition. */
    before: Promise<void>,
  ) {
    this.idle = before;
  }

  get stopped(): boolean {
    return this.stopping.signal.aborted;
  }

  /** Whether the membership still has the partition, as far as it knows. */
  isMine(): boolean {
    return this.member.has(this.topic, this.partition);
  }

  add(messages: readonly IncomingMessage[]): void {
    this.waiting.push(...messages);
    if (this.working) return;
    this.working = true;
    this.idle = this.idle.then(() => this.work());
  }

  /** Resolves when there is room for more. */
  async untilRoom(): Promise<void> {
    const bytes = this.waiting.reduce((sum, { value }) => sum + value.length, 0);
    if (this.waiting.length <= MAX_WAITING.messages && bytes <= MAX_WAITING.bytes) return;
    await new Promise<void>((resolve) => this.room.push(resolve));
  }

  /** Forgets what waits: it will be fetched again. */
  drop(): void {
    this.waiting = [];
    this.tellRoom();
  }

  /** Begins nothing new. */
  stop(): void {
    this.stopping.abort();
    this.drop();
  }

  private async work(): Promise<void> {
    while (this.waiting.length > 0) {
      const messages = this.waiting;
      this.waiting = [];
      this.tellRoom();
      const next = await this.take(messages);
      if (next !== undefined && !this.stopped) await this.goBackTo(next);
    }
    this.working = false;
  }

  /** Has a batch handled; answers the first offset that was not acknowledged, if there is one. */
  private async take(messages: readonly IncomingMessage[]): Promise<string | undefined> {
    const last = messages.at(-1);
    let next = messages[0]?.offset;
    const acknowledge = async ({ offset }: IncomingMessage) => {
      next = after(offset);
      this.member.note({ topic: this.topic, partition: this.partition, offset: next });
    };
    try {
      await this.onBatch({ messages, signal: this.stopping.signal, acknowledge });
    } catch (error) {
      this.logger.error({ err: error, next }, 'a batch failed and is delivered again');
    }
    return last && next === after(last.offset) ? undefined : next;
  }

  private async goBackTo(offset: string): Promise<void> {
    this.member.pause(this.topic, this.partition);
    this.drop();
    await delay(FAILED_PAUSE_MS, { signal: this.stopping.signal });
    this.member.seek(this.topic, this.partition, offset);
    this.member.resume(this.topic, this.partition);
  }

  private tellRoom(): void {
    for (const resolve of this.room.splice(0)) resolve();
  }
}
