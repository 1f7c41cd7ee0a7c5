import { crc32 } from 'node:zlib';

/** A topic as a group shares it at a moment. */
export interface SharedTopic {
  readonly topic: string;
  /** The members that share its partitions. */
  readonly members: readonly string[];
  /** The living member that has a partition, by its number; null when it is free. */
  readonly owners: readonly (string | null)[];
}

/** What the work on a partition does: waits for messages, handles some, or comes to its end. */
export type WorkState = 'idle' | 'busy' | 'ending';

/** What a member has to change to have its fair share. */
export interface Changes {
  /** Partitions on which it has to end its work. */
  readonly end: number[];
  /** How many partitions it is short of. */
  readonly wanted: number;
  /** Partitions that it may take, its own first. */
  readonly open: number[];
  /** Partitions that are its own, without work on them, and more than its share. */
  readonly surplus: number[];
}

/** How many partitions of a topic a member should have; all members together have all of them, none two more than another. */
export function fairShare({ topic, members, owners }: SharedTopic, me: string): number {
  const rank = members.toSorted().indexOf(me);
  if (rank < 0) return 0;
  // Not the same member gets the odd partition of every topic.
  const turn = (rank + crc32(topic)) % members.length;
  return Math.floor(owners.length / members.length) + (turn < owners.length % members.length ? 1 : 0);
}

/** Compares what a member works on with its share; it moves as little as possible, and idle partitions first. */
export function rebalance(shared: SharedTopic, me: string, works: ReadonlyMap<number, WorkState>): Changes {
  const share = fairShare(shared, me);
  const active = [...works].filter(([, state]) => state !== 'ending');
  const mine = active.filter(([partition]) => shared.owners[partition] === me);
  const lost = active.filter(([partition]) => shared.owners[partition] !== me);
  const idleFirst = [...mine.filter(([, state]) => state === 'idle'), ...mine.filter(([, state]) => state === 'busy')];
  const tooMany = idleFirst.slice(0, Math.max(0, mine.length - share));
  const wanted = Math.max(0, share - mine.length);
  const without = (owner: string | null) =>
    [...shared.owners.keys()].filter((partition) => !works.has(partition) && shared.owners[partition] === owner);
  const left = without(me);
  return {
    end: [...lost, ...tooMany].map(([partition]) => partition),
    wanted,
    open: [...left.slice(0, wanted), ...without(null)],
    surplus: left.slice(wanted),
  };
}
