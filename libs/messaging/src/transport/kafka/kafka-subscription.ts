import { backOff, delay } from '@minisuite/kernel';
import { Logger } from '@nestjs/common';
import type { Kafka } from 'kafkajs';
import type { Subscription, SubscriptionRequest } from '../event-transport.js';
import { GroupMember, type MemberListener } from './group-member.js';
import type { KafkaSettings } from './kafka-client.js';
import { isPassing } from './kafka-log.js';
import { PartitionLanes } from './partition-lanes.js';

const AGAIN = { base: 500, max: 5000 };
const LEAVE_MS = 2000;
// A broker that starts loads its groups for some seconds; whoever joins meanwhile is sent away, which alarms nobody the first times.
const PATIENCE = 5;

/** Keeps this process a member of a consumer group: when a membership crashes, it waits and starts another one. */
export class KafkaSubscription implements Subscription {
  private readonly logger = new Logger('Kafka');
  private readonly stopping = new AbortController();
  private readonly lanes: PartitionLanes;
  private readonly sessionMs: number | undefined;
  private readonly group: string;
  private readonly topics: string[];
  private readonly living: Promise<void>;
  private member: GroupMember | undefined;
  private drainMs = 0;

  constructor(
    private readonly kafka: Kafka,
    { topicPrefix: prefix, sessionMs }: KafkaSettings,
    { group, topics, onBatch }: SubscriptionRequest,
  ) {
    this.group = prefix + group;
    this.topics = topics.map((topic) => prefix + topic);
    this.sessionMs = sessionMs;
    this.lanes = new PartitionLanes(prefix, onBatch);
    this.living = this.live();
  }

  async stop(timeoutMs: number): Promise<void> {
    this.drainMs = timeoutMs;
    this.stopping.abort();
    await Promise.race([this.living, delay(timeoutMs + LEAVE_MS, { unref: true })]);
  }

  async check(): Promise<void> {
    if (this.stopping.signal.aborted) throw new Error('the consumer has stopped');
    if (!this.member) throw new Error('the consumer is starting');
    this.member.check();
  }

  private async live(): Promise<void> {
    const stopped = new Promise<void>((resolve) => {
      this.stopping.signal.addEventListener('abort', () => resolve());
    });
    for (let crashes = 1; !this.stopping.signal.aborted; crashes += 1) {
      const member = this.newMember(() => {
        crashes = 0;
      });
      try {
        await Promise.race([member.run(), stopped]);
      } catch (error) {
        const pause = backOff(Math.max(1, crashes), AGAIN);
        const level = crashes < PATIENCE && isPassing(String(error)) ? 'debug' : 'warn';
        this.logger[level]({ err: error, group: this.group }, `the consumer ended, another one starts in ${pause} ms`);
        await this.close(member);
        await delay(pause, { signal: this.stopping.signal });
      }
    }
    const drained = await this.lanes.stop(this.drainMs);
    if (!drained) this.logger.warn({ group: this.group }, 'handlers still run; their events are delivered again');
    if (this.member) await this.close(this.member);
  }

  private newMember(onJoined: () => void): GroupMember {
    const listener: MemberListener = {
      onBatch: (payload) => this.lanes.take(payload, member),
      onJoined: () => {
        onJoined();
        this.lanes.keepOwn();
      },
    };
    const member = new GroupMember(this.kafka, this.group, this.topics, listener, this.sessionMs);
    this.member = member;
    return member;
  }

  private async close(member: GroupMember): Promise<void> {
    try {
      await member.close();
    } catch (error) {
      this.logger.debug({ err: error }, 'the consumer could not leave its group');
    }
  }
}
