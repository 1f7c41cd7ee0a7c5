/** How things are named in Redis; the prefix keeps several environments apart. */
export class RedisKeys {
  constructor(private readonly prefix: string) {}

  /** The stream of a partition. */
  stream(topic: string, partition: number): string {
    return `${this.prefix}${topic}:${partition}`;
  }

  /** A hash: how many partitions each topic has. */
  get partitions(): string {
    return `${this.prefix}events:partitions`;
  }

  /** A sorted set: when the members of a group that read a topic were last heard. */
  members(group: string, topic: string): string {
    return `${this.prefix}events:members:${group}:${topic}`;
  }

  /** A hash: which member of a group has which partition of a topic. */
  owners(group: string, topic: string): string {
    return `${this.prefix}events:owners:${group}:${topic}`;
  }

  /** The lock of the process that removes old messages. */
  get trimming(): string {
    return `${this.prefix}events:trimming`;
  }

  /** The channel that tells which partitions of a topic have got messages. */
  news(topic: string): string {
    return `${this.prefix}events:news:${topic}`;
  }

  /** The channel that tells that members of a group or their partitions have changed. */
  changes(group: string): string {
    return `${this.prefix}events:changes:${group}`;
  }
}
