import type { IncomingMessage, MessageBatch } from '../event-transport.js';
import type { OwnedPartition } from './owned-partition.js';
import { toIncoming, type StreamEntry } from './stream-entry.js';

/** Entries of a partition while they are worked on. */
export class PartitionBatch implements MessageBatch {
  readonly messages: readonly IncomingMessage[];
  private readonly ids: string[] = [];
  private done = 0;
  private flushedAt = performance.now();

  constructor(
    private readonly partition: OwnedPartition,
    entries: readonly StreamEntry[],
    readonly signal: AbortSignal,
    private readonly acknowledgeMs: number,
  ) {
    const { topic, partition: number } = partition.place;
    const messages: IncomingMessage[] = [];
    for (const [bytes, fields] of entries) {
      const id = bytes.toString();
      if (fields) {
        messages.push(toIncoming(topic, number, id, fields));
        this.ids.push(id);
        // What was deleted after it had been delivered cannot be delivered again.
      } else partition.acknowledge([id]);
    }
    this.messages = messages;
  }

  /** Whether every message has been acknowledged. */
  get complete(): boolean {
    return this.done === this.ids.length;
  }

  async acknowledge(message: IncomingMessage): Promise<void> {
    const index = this.messages.indexOf(message);
    const end = 1 + (index >= 0 ? index : this.messages.findIndex(({ offset }) => offset === message.offset));
    if (end <= this.done) return;
    this.partition.acknowledge(this.ids.slice(this.done, end));
    this.done = end;
    if (performance.now() - this.flushedAt < this.acknowledgeMs) return;
    this.flushedAt = performance.now();
    // When it fails, it is tried again before the next entries are read.
    void this.partition.flush().catch(() => {});
  }
}
