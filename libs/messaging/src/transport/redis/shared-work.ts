import type { SubscriptionRequest } from '../event-transport.js';
import type { GroupMembership, Place } from './group-membership.js';
import { OwnedPartition } from './owned-partition.js';
import { PartitionWork } from './partition-work.js';
import { rebalance, type SharedTopic } from './rebalance.js';
import { isRefusal } from './redis-connection.js';
import { Slots } from './slots.js';
import type { SubscriptionTools } from './subscription-tools.js';

/** The work of a member on the partitions that are its share; one work per partition at a time, however often it is lost and taken. */
export class SharedWork {
  private readonly works = new Map<string, PartitionWork>();
  private readonly slots: Slots;

  constructor(
    private readonly tools: SubscriptionTools,
    private readonly request: SubscriptionRequest,
    private readonly membership: GroupMembership,
    /** Called when the work on a partition has come to its end. */
    private readonly onEnded: () => void,
  ) {
    this.slots = new Slots(tools.limits.parallelBatches, tools.limits.patienceMs);
  }

  /** The partitions whose work waits for messages. */
  idle(): Place[] {
    return [...this.works.values()].filter(({ state }) => state === 'idle').map(({ partition }) => partition.place);
  }

  /** These partitions have messages, or may have. */
  ring(topic: string, partitions: readonly number[]): void {
    for (const partition of partitions) this.works.get(`${topic}/${partition}`)?.ring();
  }

  /** Ends and begins work so that this member has its share; rejects when a partition cannot be taken, with the others taken. */
  async follow(topics: readonly SharedTopic[]): Promise<void> {
    const refusals: Error[] = [];
    for (const shared of topics) {
      const { topic } = shared;
      const states = [...this.works.values()]
        .filter(({ partition }) => partition.place.topic === topic)
        .map(({ partition, state }) => [partition.place.partition, state] as const);
      const { end, open, surplus, wanted } = rebalance(shared, this.membership.id, new Map(states));
      for (const partition of end) this.works.get(`${topic}/${partition}`)?.stop();
      for (const partition of surplus) await this.partition({ topic, partition }).release();
      let missing = wanted;
      for (const partition of open) {
        if (missing === 0) break;
        try {
          if (await this.begin({ topic, partition })) missing -= 1;
        } catch (error) {
          if (!isRefusal(error)) throw error;
          refusals.push(error);
        }
      }
    }
    if (refusals[0]) throw refusals[0];
  }

  /** Ends all work; resolves when nothing runs any more. */
  async end(): Promise<void> {
    const works = [...this.works.values()];
    for (const work of works) work.stop();
    await Promise.all(works.map(({ ended }) => ended));
  }

  /** Gives back also what is still worked on. */
  async release(): Promise<void> {
    await Promise.all([...this.works.values()].map(({ partition }) => partition.release()));
  }

  private async begin(place: Place): Promise<boolean> {
    const partition = this.partition(place);
    if (!(await partition.take())) return false;
    const key = `${place.topic}/${place.partition}`;
    const work = new PartitionWork(partition, this.request.onBatch, this.slots, this.tools.limits);
    this.works.set(key, work);
    void work.ended
      .then(() => partition.release())
      .then(() => this.membership.announce())
      // Without Redis nothing can be given back, and nothing needs to be: it will not hear of this member.
      .catch(() => {})
      .finally(() => {
        if (this.works.get(key) === work) this.works.delete(key);
        this.onEnded();
      });
    return true;
  }

  private partition(place: Place): OwnedPartition {
    const { commands, keys, limits } = this.tools;
    return new OwnedPartition(commands, keys, this.request.group, this.membership.id, place, limits);
  }
}
