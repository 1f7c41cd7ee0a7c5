import { delay } from '@minisuite/kernel';
import type { EachBatchPayload } from 'kafkajs';
import type { MessageBatch } from '../event-transport.js';
import type { GroupMember } from './group-member.js';
import { toIncoming } from './kafka-messages.js';
import { PartitionLane } from './partition-lane.js';

const PATIENCE_MS = 250;

/**
 * The lanes of all partitions, over all memberships of this process. kafkajs fetches and sends heartbeats only after all batches of the
 * last fetch have been taken; so they are taken at once, and a partition whose work does not keep up is paused.
 */
export class PartitionLanes {
  private readonly lanes = new Map<string, PartitionLane>();
  private stopped = false;

  constructor(
    private readonly prefix: string,
    private readonly onBatch: (batch: MessageBatch) => Promise<void>,
  ) {}

  /** Resolves when the next fetch may begin. */
  async take({ batch, resolveOffset, isStale }: EachBatchPayload, member: GroupMember): Promise<void> {
    if (this.stopped || isStale()) return;
    const { topic, partition, messages } = batch;
    const lane = this.lane(topic, partition, member);
    lane.add(messages.map((message) => toIncoming(topic.slice(this.prefix.length), partition, message)));
    resolveOffset(batch.lastOffset());
    const room = lane.untilRoom();
    if (await settledWithin(room, PATIENCE_MS)) return;
    member.pause(topic, partition);
    void room.then(() => member.resume(topic, partition));
  }

  /** Stops the work on partitions that other members have now; what waits for the others is fetched again. */
  keepOwn(): void {
    for (const lane of this.lanes.values()) {
      if (lane.isMine()) lane.drop();
      else lane.stop();
    }
  }

  /** Begins nothing new and resolves when what runs has come to its end, at the latest after `timeoutMs`. */
  async stop(timeoutMs: number): Promise<boolean> {
    this.stopped = true;
    const lanes = [...this.lanes.values()];
    for (const lane of lanes) lane.stop();
    return await settledWithin(Promise.all(lanes.map(({ idle }) => idle)), timeoutMs);
  }

  private lane(topic: string, partition: number, member: GroupMember): PartitionLane {
    const key = `${topic}/${partition}`;
    const known = this.lanes.get(key);
    if (known?.member === member && !known.stopped) return known;
    known?.stop();
    const lane = new PartitionLane(topic, partition, member, this.onBatch, known?.idle ?? Promise.resolve());
    this.lanes.set(key, lane);
    return lane;
  }
}

async function settledWithin(work: Promise<unknown>, ms: number): Promise<boolean> {
  const timer = new AbortController();
  const settled = await Promise.race([work.then(() => true), delay(ms, { signal: timer.signal }).then(() => false)]);
  timer.abort();
  return settled;
}
