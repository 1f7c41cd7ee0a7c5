/** Gathers the keys asked for in one turn of the event loop, and while earlier batches are under way, into calls of at most `maxBatch` keys. */
export class BatchingLoader<V> {
  private waiting = new Map<
    string,
    { promise: Promise<V | undefined>; settle: (value: V | undefined, error?: unknown) => void }
  >();
  private scheduled = false;
  private running = 0;

  /** `fetch` answers what it has; a key it leaves out loads as undefined. */
  constructor(
    private readonly fetch: (keys: string[]) => Promise<V[]>,
    private readonly keyOf: (value: V) => string,
    private readonly maxBatch = 100,
    private readonly concurrency = 4,
  ) {}

  load(key: string): Promise<V | undefined> {
    const known = this.waiting.get(key);
    if (known) return known.promise;
    const { promise, resolve, reject } = Promise.withResolvers<V | undefined>();
    this.waiting.set(key, {
      promise,
      settle: (value, error) => (error === undefined ? resolve(value) : reject(error)),
    });
    this.schedule();
    return promise;
  }

  private schedule(): void {
    if (this.scheduled || this.waiting.size === 0 || this.running >= this.concurrency) return;
    this.scheduled = true;
    setImmediate(() => {
      this.scheduled = false;
      void this.flush();
    });
  }

  private async flush(): Promise<void> {
    const batch = new Map([...this.waiting].slice(0, this.maxBatch));
    for (const key of batch.keys()) this.waiting.delete(key);
    this.running += 1;
    this.schedule();
    try {
      const values = new Map((await this.fetch([...batch.keys()])).map((value) => [this.keyOf(value), value]));
      for (const [key, { settle }] of batch) settle(values.get(key));
    } catch (error) {
      for (const { settle } of batch.values()) settle(undefined, error ?? new Error('failed'));
    } finally {
      this.running -= 1;
      this.schedule();
    }
  }
}
