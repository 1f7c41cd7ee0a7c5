import { Logger } from '@nestjs/common';
import { backOff, delay } from '@minisuite/kernel';

/** A loop that does one round of work, rests, and goes on until stopped; an error is logged and answered with back-off. */
export class Background {
  private readonly logger: Logger;
  private readonly stopping = new AbortController();
  private rest = new AbortController();
  private running: Promise<void> | undefined;
  private wanted = false;

  /** `round` answers true when there is more to do at once, or how many ms to rest; `everyMs` is the usual rest between rounds. */
  constructor(
    private readonly name: string,
    private readonly everyMs: number,
    private readonly round: (signal: AbortSignal) => Promise<boolean | number | void>,
  ) {
    this.logger = new Logger(name);
  }

  start(): void {
    this.running ??= this.loop();
  }

  /** Ends the present rest, or starts another round right after the present one. */
  wake(): void {
    this.wanted = true;
    this.rest.abort();
  }

  /** Resolves when the present round is done and no other will start. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.rest.abort();
    await this.running;
  }

  private async loop(): Promise<void> {
    let failures = 0;
    while (!this.stopping.signal.aborted) {
      let pause = this.everyMs;
      this.wanted = false;
      try {
        const next = await this.round(this.stopping.signal);
        failures = 0;
        if (next === true) pause = 0;
        if (typeof next === 'number') pause = next;
      } catch (error) {
        failures += 1;
        pause = backOff(failures, { base: 200, max: 10_000 });
        this.wanted = false;
        this.logger.error({ err: error, failures }, `${this.name} failed, next try in ${pause} ms`);
      }
      if (pause > 0 && !this.wanted) await this.pause(pause);
    }
  }

  private async pause(ms: number): Promise<void> {
    this.rest = new AbortController();
    if (this.wanted || this.stopping.signal.aborted) return;
    await delay(ms, { signal: this.rest.signal });
  }
}
