/** Where reading goes on in a partition. */
export interface Position {
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
}

const COMMIT_AFTER_MS = 100;

/**
 * Commits the positions of all partitions together, shortly after they have changed: work goes on meanwhile, and what is not committed
 * when the process ends is delivered again and known to the inbox.
 */
export class Positions {
  private readonly changed = new Map<string, Position>();
  private timer: NodeJS.Timeout | undefined;
  private committing: Promise<void> = Promise.resolve();

  constructor(private readonly commit: (positions: Position[]) => Promise<void>) {}

  note(position: Position): void {
    this.changed.set(`${position.topic}/${position.partition}`, position);
    this.timer ??= setTimeout(() => void this.flush(), COMMIT_AFTER_MS);
  }

  /** Resolves when everything noted so far is committed, or could not be: as during a rebalance, that only means more deliveries. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    const positions = [...this.changed.values()];
    this.changed.clear();
    // One after the other, so that an earlier position never overwrites a later one.
    this.committing = this.committing.then(async () => {
      if (positions.length > 0) await this.commit(positions).catch(() => {});
    });
    await this.committing;
  }
}
