import { delay } from '@minisuite/kernel';

/** Lets a few works begin at once; one that takes longer than `patienceMs` goes on and makes room for the next. */
export class Slots {
  private readonly waiting: (() => void)[] = [];

  constructor(
    private free: number,
    private readonly patienceMs: number,
  ) {}

  async run<T>(work: () => Promise<T>): Promise<T> {
    await this.enter();
    const ended = new AbortController();
    void delay(this.patienceMs, { signal: ended.signal }).then(() => this.leave());
    return await work().finally(() => ended.abort());
  }

  private async enter(): Promise<void> {
    if (this.free > 0) this.free -= 1;
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  private leave(): void {
    const next = this.waiting.shift();
    if (next) next();
    else this.free += 1;
  }
}
