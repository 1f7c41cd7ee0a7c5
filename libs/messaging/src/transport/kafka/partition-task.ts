import type { Batch } from 'kafkajs';
import type { IncomingMessage, MessageBatch } from '../event-transport.js';
import type { GroupMember } from './group-member.js';
import { toIncoming } from './kafka-messages.js';

const after = (offset: string) => String(BigInt(offset) + 1n);

/** The work on one fetched batch of a partition. */
export class PartitionTask implements MessageBatch {
  readonly messages: readonly IncomingMessage[];
  private readonly stopping = new AbortController();
  private position: string | undefined;

  constructor(
    private readonly batch: Batch,
    topic: string,
    readonly member: GroupMember,
  ) {
    this.messages = batch.messages.map((message) => toIncoming(topic, batch.partition, message));
  }

  get signal(): AbortSignal {
    return this.stopping.signal;
  }

  /** Where reading has to go on. */
  get next(): string {
    if (this.complete) return after(this.batch.lastOffset());
    return this.position ?? this.messages[0]?.offset ?? this.batch.lastOffset();
  }

  /** Whether every message has been acknowledged. */
  get complete(): boolean {
    const last = this.messages.at(-1);
    return last === undefined || this.position === after(last.offset);
  }

  stop(): void {
    this.stopping.abort();
  }

  /** Stops when the partition has gone to another member. */
  stopUnlessMine(): void {
    if (!this.member.has(this.batch.topic, this.batch.partition)) this.stop();
  }

  async acknowledge(message: IncomingMessage): Promise<void> {
    this.position = after(message.offset);
    this.member.note({ topic: this.batch.topic, partition: this.batch.partition, offset: this.position });
  }
}
