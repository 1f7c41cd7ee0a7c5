import { delay } from '@minisuite/kernel';
import { Logger } from '@nestjs/common';
import type { EachBatchPayload } from 'kafkajs';
import type { MessageBatch } from '../event-transport.js';
import type { GroupMember } from './group-member.js';
import { PartitionTask } from './partition-task.js';

const PATIENCE_MS = 250;
const FAILED_PAUSE_MS = 1000;

interface Running {
  readonly task: PartitionTask;
  readonly done: Promise<void>;
}

/**
 * One task per partition at a time, over all memberships of this process. kafkajs fetches and sends heartbeats only after all batches
 * of the last fetch have returned; so a batch that takes long is let go on by itself while its partition is paused.
 */
export class PartitionTasks {
  private readonly logger = new Logger('Kafka');
  private readonly running = new Map<string, Running>();
  private stopped = false;

  constructor(
    private readonly prefix: string,
    private readonly onBatch: (batch: MessageBatch) => Promise<void>,
  ) {}

  /** Resolves when the batch is done, or has taken so long that it goes on in the background. */
  async take({ batch, resolveOffset }: EachBatchPayload, member: GroupMember): Promise<void> {
    if (this.stopped) return;
    const { topic, partition } = batch;
    const key = `${topic}/${partition}`;
    const task = new PartitionTask(batch, topic.slice(this.prefix.length), member);
    const done = this.work(task, this.running.get(key)?.done);
    const entry = { task, done };
    this.running.set(key, entry);
    const forget = () => {
      if (this.running.get(key) === entry) this.running.delete(key);
    };
    if ((await settledWithin(done, PATIENCE_MS)) && task.complete) {
      forget();
      return resolveOffset(batch.lastOffset());
    }
    member.pause(topic, partition);
    void done.then(async () => {
      forget();
      if (!task.complete) await delay(FAILED_PAUSE_MS, { signal: task.signal });
      resume(task, topic, partition);
    });
    return undefined;
  }

  /** Stops the work on partitions that other members have now. */
  keepOwn(): void {
    for (const { task } of this.running.values()) task.stopUnlessMine();
  }

  /** Begins nothing new and resolves when what runs has come to its end, at the latest after `timeoutMs`. */
  async stop(timeoutMs: number): Promise<boolean> {
    this.stopped = true;
    const running = [...this.running.values()];
    for (const { task } of running) task.stop();
    return await settledWithin(Promise.all(running.map(({ done }) => done)), timeoutMs);
  }

  private async work(task: PartitionTask, before: Promise<void> | undefined): Promise<void> {
    await before;
    try {
      await this.onBatch(task);
    } catch (error) {
      this.logger.error({ err: error, next: task.next }, 'a batch failed and is delivered again');
    }
  }
}

function resume({ member, next }: PartitionTask, topic: string, partition: number): void {
  try {
    member.resume(topic, partition, next);
  } catch {
    // The membership has ended meanwhile, and the next one starts from what was committed.
  }
}

async function settledWithin(work: Promise<unknown>, ms: number): Promise<boolean> {
  const timer = new AbortController();
  const settled = await Promise.race([work.then(() => true), delay(ms, { signal: timer.signal }).then(() => false)]);
  timer.abort();
  return settled;
}
