import { backOff, delay } from '@minisuite/kernel';
import { Logger } from '@nestjs/common';
import type { MessageBatch } from '../event-transport.js';
import { Outage } from './outage.js';
import type { OwnedPartition } from './owned-partition.js';
import { PartitionBatch } from './partition-batch.js';
import type { WorkState } from './rebalance.js';
import { isRefusal } from './redis-connection.js';
import type { RedisLimits } from './redis-limits.js';
import type { Slots } from './slots.js';

const AGAIN = { base: 200, max: 5000 };

/** The work on one partition, one batch after the other, from its taking to its loss or release. */
export class PartitionWork {
  private readonly logger = new Logger('RedisStreams');
  private readonly outage: Outage;
  private readonly stopping = new AbortController();
  private bell = Promise.withResolvers<void>();
  private busy = false;
  /** Resolves when nothing is done any more. */
  readonly ended: Promise<void>;

  constructor(
    readonly partition: OwnedPartition,
    private readonly onBatch: (batch: MessageBatch) => Promise<void>,
    private readonly slots: Slots,
    private readonly limits: RedisLimits,
  ) {
    const { topic, partition: number } = partition.place;
    this.outage = new Outage(this.logger, `the reading of ${topic}/${number}`);
    this.ended = this.work();
  }

  get state(): WorkState {
    if (this.stopping.signal.aborted) return 'ending';
    return this.busy ? 'busy' : 'idle';
  }

  /** There are messages, or may be. */
  ring(): void {
    this.bell.resolve();
  }

  /** Begins nothing new; what runs is told. */
  stop(): void {
    this.stopping.abort();
    this.bell.resolve();
  }

  private async work(): Promise<void> {
    for (let failures = 0; !this.stopping.signal.aborted;) {
      // Whoever rings after this line is heard.
      this.bell = Promise.withResolvers();
      try {
        const more = await this.slots.run(() => this.round());
        failures = 0;
        this.outage.over();
        if (!more) await this.bell.promise;
      } catch (error) {
        failures += 1;
        // That Redis is away is told by the subscription.
        if (isRefusal(error)) this.outage.failed(error);
        this.partition.doubt();
        await delay(backOff(failures, AGAIN), { signal: this.stopping.signal });
      }
    }
    await this.partition.flush().catch(() => {});
  }

  /** Whether there may be more. */
  private async round(): Promise<boolean> {
    if (this.stopping.signal.aborted) return false;
    const next = await this.partition.next();
    if (!next) this.stop();
    if (!next || this.stopping.signal.aborted) return false;
    const batch = new PartitionBatch(this.partition, next.entries, this.stopping.signal, this.limits.acknowledgeMs);
    await this.handOver(batch);
    await this.partition.flush();
    if (batch.complete) return next.more;
    this.partition.again();
    await delay(this.limits.redeliveryMs, { signal: this.stopping.signal });
    return true;
  }

  private async handOver(batch: PartitionBatch): Promise<void> {
    if (batch.messages.length === 0) return;
    this.busy = true;
    try {
      await this.onBatch(batch);
    } catch (error) {
      const { topic, partition } = this.partition.place;
      this.logger.error({ err: error, topic, partition }, 'a batch failed, what it left is delivered again');
    }
    this.busy = false;
  }
}
