import type { Consumer, EachBatchPayload, Kafka } from 'kafkajs';
import { type Position, Positions } from './positions.js';

const SESSION_MS = 10_000;
const HEARTBEATS = 4;
const REBALANCE_MS = 15_000;
// A fetch answers as soon as there is something; this is how long an idle one waits, and how late a resumed partition is read.
const MAX_WAIT_MS = 1000;
const PARALLEL_PARTITIONS = 6;
const SILENT_MS = 30_000;
// A crashed membership is replaced by a new one, not revived: half of the crashes the client would not come back from.
const RETRY = { restartOnFailure: async () => false };

/** What a member tells about itself. */
export interface MemberListener {
  onBatch(payload: EachBatchPayload): Promise<void>;
  /** It has joined the group; partitions that it does not have any more belong to others now. */
  onJoined(): void;
}

/** One membership in a consumer group, from joining to crash or close; it never comes back by itself. */
export class GroupMember {
  private readonly consumer: Consumer;
  private readonly end = Promise.withResolvers<never>();
  private assignment: Record<string, number[]> | null = null;
  private lastFetch = 0;
  private readonly positions = new Positions((positions) => this.commit(positions));
  private starting: Promise<void> | undefined;

  constructor(
    kafka: Kafka,
    groupId: string,
    private readonly topics: string[],
    private readonly listener: MemberListener,
    sessionMs = SESSION_MS,
  ) {
    this.end.promise.catch(() => {});
    this.consumer = kafka.consumer({
      groupId,
      sessionTimeout: sessionMs,
      heartbeatInterval: sessionMs / HEARTBEATS,
      rebalanceTimeout: REBALANCE_MS,
      maxWaitTimeInMs: MAX_WAIT_MS,
      allowAutoTopicCreation: false,
      retry: RETRY,
    });
  }

  /** Joins and receives; rejects when the membership has come to an end by itself. */
  async run(): Promise<never> {
    const { CRASH, GROUP_JOIN, REBALANCING, FETCH_START } = this.consumer.events;
    this.consumer.on(CRASH, ({ payload }) => this.end.reject(payload.error));
    this.consumer.on(REBALANCING, () => {
      this.assignment = null;
    });
    this.consumer.on(GROUP_JOIN, ({ payload }) => {
      this.assignment = payload.memberAssignment;
      this.listener.onJoined();
    });
    this.consumer.on(FETCH_START, () => {
      this.lastFetch = performance.now();
    });
    this.starting = this.start();
    await this.starting;
    return await this.end.promise;
  }

  private async start(): Promise<void> {
    await this.consumer.connect();
    await this.consumer.subscribe({ topics: this.topics, fromBeginning: true });
    await this.consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: PARALLEL_PARTITIONS,
      eachBatch: (payload) => this.listener.onBatch(payload),
    });
  }

  /** Throws when it receives nothing at the moment, though the process is alive. */
  check(): void {
    if (!this.assignment) throw new Error('the consumer is not a member of its group');
    if (performance.now() - this.lastFetch > SILENT_MS) throw new Error('the consumer does not fetch');
  }

  /** Whether the partition is this member's, as far as it knows. */
  has(topic: string, partition: number): boolean {
    return this.assignment?.[topic]?.includes(partition) ?? false;
  }

  /** Everything before this position has taken effect. */
  note(position: Position): void {
    this.positions.note(position);
  }

  pause(topic: string, partition: number): void {
    if (this.has(topic, partition)) this.consumer.pause([{ topic, partitions: [partition] }]);
  }

  resume(topic: string, partition: number): void {
    if (this.has(topic, partition)) this.consumer.resume([{ topic, partitions: [partition] }]);
  }

  /** Reads on from `offset`. */
  seek(topic: string, partition: number, offset: string): void {
    if (this.has(topic, partition)) this.consumer.seek({ topic, partition, offset });
  }

  /** Commits what was noted, and leaves the group. */
  async close(): Promise<void> {
    // A client that is disconnected while it still joins would go on fetching afterwards.
    await this.starting?.catch(() => {});
    await this.positions.flush();
    this.assignment = null;
    await this.consumer.disconnect();
  }

  private async commit(positions: readonly Position[]): Promise<void> {
    const mine = positions.filter(({ topic, partition }) => this.has(topic, partition));
    if (mine.length > 0) await this.consumer.commitOffsets(mine);
  }
}
