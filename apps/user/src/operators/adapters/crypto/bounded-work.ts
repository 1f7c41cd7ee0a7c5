/** Does at most `running` things at a time and lets at most `waiting` more queue up; whatever comes on top is refused at once. */
export class BoundedWork {
  private running = 0;
  private readonly queue: (() => void)[] = [];

  constructor(
    private readonly limit: { readonly running: number; readonly waiting: number },
    private readonly refusal: () => Error,
  ) {}

  async run<T>(work: () => Promise<T>): Promise<T> {
    await this.start();
    try {
      return await work();
    } finally {
      this.end();
    }
  }

  private start(): Promise<void> {
    if (this.running < this.limit.running) {
      this.running += 1;
      return Promise.resolve();
    }
    if (this.queue.length >= this.limit.waiting) return Promise.reject(this.refusal());
    return new Promise((resolve) => {
      this.queue.push(resolve);
    });
  }

  // The place goes straight to the next in the queue, so that nobody who comes in between takes it.
  private end(): void {
    const next = this.queue.shift();
    if (next) next();
    else this.running -= 1;
  }
}
