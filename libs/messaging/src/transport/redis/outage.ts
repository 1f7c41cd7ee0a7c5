import type { Logger } from '@nestjs/common';

/** Says once that something fails and once that it works again, however often it is tried in between. */
export class Outage {
  private since: number | undefined;

  constructor(
    private readonly logger: Logger,
    private readonly what: string,
  ) {}

  failed(error: unknown): void {
    if (this.since !== undefined) return;
    this.since = performance.now();
    this.logger.warn({ err: error }, `${this.what} fails, and is tried until it works again`);
  }

  over(): void {
    if (this.since === undefined) return;
    const seconds = Math.round((performance.now() - this.since) / 1000);
    this.since = undefined;
    this.logger.log(`${this.what} works again after ${seconds} s`);
  }
}
