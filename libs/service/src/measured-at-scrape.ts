import { delay } from '@minisuite/kernel';
import type { OnModuleDestroy, OnModuleInit } from '@nestjs/common';

const PATIENCE_MS = 2000;
const living = new Set<MeasuredAtScrape>();

/** Gauges whose numbers cost a question to database or broker: asked when metrics are scraped, at most every `everyMs`. */
export abstract class MeasuredAtScrape implements OnModuleInit, OnModuleDestroy {
  private measuredAt = -Infinity;
  private measuring = Promise.resolve();

  constructor(private readonly everyMs: number) {}

  onModuleInit(): void {
    living.add(this);
  }

  onModuleDestroy(): void {
    living.delete(this);
  }

  /** The last numbers stay when they cannot be had: a scrape must neither fail nor hang because database or broker are away. */
  async refresh(): Promise<void> {
    if (performance.now() - this.measuredAt >= this.everyMs) {
      this.measuredAt = performance.now();
      this.measuring = this.measure().catch(() => {});
    }
    // Several gauges may have the same source, and all of them wait for it.
    await Promise.race([this.measuring, delay(PATIENCE_MS, { unref: true })]);
  }

  protected abstract measure(): Promise<void>;
}

/** To be given to a gauge as its `collect`: measures all living sources of a kind. */
export async function measureAll(kind: abstract new (...args: never[]) => MeasuredAtScrape): Promise<void> {
  await Promise.all([...living].filter((source) => source instanceof kind).map((source) => source.refresh()));
}
