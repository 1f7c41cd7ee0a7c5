import { type Lease, Leases } from '@minisuite/database';
import { Injectable } from '@nestjs/common';
import { Turn, Turns } from '../../app/ports.js';
import { Overtaken } from '../../domain/reconciliation.js';

const NAME = 'payment.reconcile';
const TTL_MS = 30_000;

@Injectable()
export class LeasedTurns extends Turns {
  constructor(private readonly leases: Leases) {
    super();
  }

  async take(stopping: AbortSignal): Promise<Turn | null> {
    const lease = await this.leases.acquire(NAME, TTL_MS);
    return lease ? new LeasedTurn(this.leases, lease, stopping) : null;
  }

  async giveBack(): Promise<void> {
    await this.leases.release(NAME);
  }
}

class LeasedTurn extends Turn {
  readonly fence: string;

  constructor(
    private readonly leases: Leases,
    private lease: Lease,
    private readonly stopping: AbortSignal,
  ) {
    super();
    this.fence = lease.fence;
  }

  async keep(): Promise<void> {
    if (this.stopping.aborted) throw new Overtaken();
    if (performance.now() < this.lease.validUntil - TTL_MS / 2) return;
    const lease = await this.leases.acquire(NAME, TTL_MS);
    if (lease?.fence !== this.fence) throw new Overtaken();
    this.lease = lease;
  }
}
