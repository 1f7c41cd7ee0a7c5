import { type Lease, Leases } from '@minisuite/database';
import { Background } from '@minisuite/service';
import { Inject, Injectable } from '@nestjs/common';
import { RELAY_LEASE } from './outbox-rows.js';

const TTL_MS = 10_000;
const LOOK_EVERY_MS = 1000;
const RENEW_BELOW_MS = 7000;
// What is decided just before the end must still be done before it.
const MARGIN_MS = 1000;

/** Keeps the right to be the only relay of the service, however long a batch takes; another process waits in line. */
@Injectable()
export class RelayLease {
  private lease: Lease | null = null;
  private readonly renewal = new Background('RelayLease', LOOK_EVERY_MS, () => this.renew());
  private onTaken: () => void = () => {};

  constructor(@Inject(Leases) private readonly leases: Leases) {}

  /** Starts to compete; `onTaken` is called each time the lease has become ours. */
  start(onTaken: () => void): void {
    this.onTaken = onTaken;
    this.renewal.start();
  }

  /** The fence under which this process may send a batch now; null when it may not. */
  fence(): string | null {
    return this.lease !== null && performance.now() < this.lease.validUntil - MARGIN_MS ? this.lease.fence : null;
  }

  /** Gives the lease back, so that the next process goes on within a second. */
  async release(): Promise<void> {
    await this.renewal.stop();
    if (this.lease) await this.leases.release(RELAY_LEASE);
    this.lease = null;
  }

  private async renew(): Promise<void> {
    const had = this.fence();
    if (this.lease && this.lease.validUntil - performance.now() > RENEW_BELOW_MS) return;
    this.lease = await this.leases.acquire(RELAY_LEASE, TTL_MS);
    if (this.lease && had === null) this.onTaken();
  }
}
