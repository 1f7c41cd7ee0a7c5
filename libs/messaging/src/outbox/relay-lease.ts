import { type Lease, Leases } from '@minisuite/database';
import { Background } from '@minisuite/service';
import { Inject, Injectable } from '@nestjs/common';
import { MessagingLimits } from '../messaging-limits.js';
import { RELAY_LEASE } from './outbox-rows.js';

// Parts of the time to live. What is decided just before the end must still be done before it.
const LOOK_EVERY = 0.1;
const RENEW_BELOW = 0.7;
const MARGIN = 0.1;

/** Keeps the right to be the only relay of the service, however long a batch takes; another process waits in line. */
@Injectable()
export class RelayLease {
  private lease: Lease | null = null;
  private readonly renewal: Background;
  private readonly ttlMs: number;
  private onTaken: () => void = () => {};

  constructor(
    @Inject(Leases) private readonly leases: Leases,
    @Inject(MessagingLimits) { relayLeaseMs }: MessagingLimits,
  ) {
    this.ttlMs = relayLeaseMs;
    this.renewal = new Background('RelayLease', relayLeaseMs * LOOK_EVERY, () => this.renew());
  }

  /** Starts to compete; `onTaken` is called each time the lease has become ours. */
  start(onTaken: () => void): void {
    this.onTaken = onTaken;
    this.renewal.start();
  }

  /** The fence under which this process may send a batch now; null when it may not. */
  fence(): string | null {
    return this.lease !== null && performance.now() < this.lease.validUntil - this.ttlMs * MARGIN
      ? this.lease.fence
      : null;
  }

  /** Gives the lease back, so that the next process goes on within a second. */
  async release(): Promise<void> {
    await this.renewal.stop();
    if (this.lease) await this.leases.release(RELAY_LEASE);
    this.lease = null;
  }

  private async renew(): Promise<void> {
    const had = this.fence();
    if (this.lease && this.lease.validUntil - performance.now() > this.ttlMs * RENEW_BELOW) return;
    this.lease = await this.leases.acquire(RELAY_LEASE, this.ttlMs);
    if (this.lease && had === null) this.onTaken();
  }
}
