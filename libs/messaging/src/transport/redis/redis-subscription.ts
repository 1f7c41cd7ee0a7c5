import { delay } from '@minisuite/kernel';
import { Background } from '@minisuite/service';
import { Logger } from '@nestjs/common';
import type { Subscription, SubscriptionRequest } from '../event-transport.js';
import { Doorbell } from './doorbell.js';
import { GroupMembership } from './group-membership.js';
import { Outage } from './outage.js';
import { SharedWork } from './shared-work.js';
import type { SubscriptionTools } from './subscription-tools.js';

/** Keeps this process a member of a consumer group, and works on its share of the partitions. */
export class RedisSubscription implements Subscription {
  private readonly logger = new Logger('RedisStreams');
  private readonly outage: Outage;
  private readonly membership: GroupMembership;
  private readonly work: SharedWork;
  private readonly doorbell: Doorbell;
  private readonly beats: Background;
  private expiry: NodeJS.Timeout | undefined;
  private heardAt = -Infinity;
  private leaving = false;

  constructor(
    private readonly tools: SubscriptionTools,
    private readonly request: SubscriptionRequest,
  ) {
    const { commands, bell, keys, limits } = tools;
    const { group, topics } = request;
    this.outage = new Outage(this.logger, `the subscription of ${group}`);
    this.membership = new GroupMembership(commands, keys, group, limits);
    this.work = new SharedWork(tools, request, this.membership, () => this.beats.wake());
    const changes = keys.changes(group);
    const byChannel = new Map(topics.map((topic) => [keys.news(topic), topic]));
    this.doorbell = new Doorbell(
      bell,
      [changes, ...byChannel.keys()],
      (channel, text) => {
        if (channel === changes) this.beats.wake();
        else this.work.ring(byChannel.get(channel) ?? '', text.split(',').map(Number));
      },
      limits,
    );
    this.beats = new Background('RedisSubscription', limits.beatMs, () => this.beat());
    this.beats.start();
  }

  async stop(timeoutMs: number): Promise<void> {
    if (this.leaving) return;
    this.leaving = true;
    const { leaveMs } = this.tools.limits;
    await Promise.race([this.leave(timeoutMs), delay(timeoutMs + leaveMs, { unref: true })]);
    clearTimeout(this.expiry);
    this.doorbell.close();
    this.tools.commands.close();
  }

  async check(): Promise<void> {
    if (this.leaving) throw new Error('the consumer has stopped');
    if (this.heardAt === -Infinity) throw new Error('the consumer is starting');
    if (performance.now() - this.heardAt > this.tools.limits.memberMs) throw new Error('the consumer is cut off');
  }

  private async leave(timeoutMs: number): Promise<void> {
    this.membership.prepareToLeave();
    const ended = this.work.end();
    this.beats.wake();
    const timer = new AbortController();
    const late = delay(timeoutMs, { signal: timer.signal }).then(() => true);
    if (await Promise.race([ended.then(() => false), late])) {
      this.logger.warn({ group: this.request.group }, 'handlers still run; their events are delivered again');
    }
    timer.abort();
    await this.beats.stop();
    await this.work.release().catch(() => {});
    await this.membership.leave(this.request.topics).catch(() => {});
  }

  private async beat(): Promise<void> {
    const asked = performance.now();
    try {
      const partitions = await this.tools.topics.partitions(this.request.topics);
      const first = this.heardAt === -Infinity;
      const { topics, news } = await this.membership.beat(partitions, this.work.idle());
      this.heard(asked);
      for (const { topic, partition } of news) this.work.ring(topic, [partition]);
      const [followed, listens] = await Promise.allSettled([this.work.follow(topics), this.doorbell.listen()]);
      if (first) await this.membership.announce();
      if (followed.status === 'rejected') throw followed.reason;
      if (listens.status === 'rejected') throw listens.reason;
      this.outage.over();
    } catch (error) {
      if (!this.leaving) this.outage.failed(error);
    }
  }

  // Others believe from then on that this member is gone.
  private heard(asked: number): void {
    this.heardAt = asked;
    clearTimeout(this.expiry);
    const left = asked + this.tools.limits.memberMs - performance.now();
    this.expiry = setTimeout(() => void this.work.end(), left).unref();
  }
}
