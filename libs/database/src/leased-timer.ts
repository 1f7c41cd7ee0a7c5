import { Background } from '@minisuite/service';
import type { Lease, Leases } from './leases.js';

const LEASE_MS = 10_000;

/** Work that one process of all does at a time, every `everyMs`; the others look as often whether its lease is free. */
export class LeasedTimer {
  private readonly background: Background;
  private lease: Lease | null = null;

  /** `work` answers whether there is more to do at once. */
  constructor(
    private readonly name: string,
    everyMs: number,
    private readonly leases: Leases,
    private readonly work: () => Promise<boolean>,
  ) {
    this.background = new Background(name, everyMs, () => this.round());
  }

  start(): void {
    this.background.start();
  }

  async stop(): Promise<void> {
    await this.background.stop();
    if (this.lease) await this.leases.release(this.name);
  }

  private async round(): Promise<boolean> {
    // Prolonged when half of it is over, not every time: an idle timer should not write to the disk once a second.
    if (!this.lease || performance.now() > this.lease.validUntil - LEASE_MS / 2) {
      this.lease = await this.leases.acquire(this.name, LEASE_MS);
    }
    return this.lease ? await this.work() : false;
  }
}
