import { type Lease, Leases } from '@minisuite/database';
import { Background } from '@minisuite/service';
import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { showChecked, showNothing } from './invariant-gauges.js';
import { RunChecks } from './run-checks.js';

const LEASE = 'invariants';
const SHORTEST_LEASE_MS = 10_000;
const LOGGED_IDS = 10;

/** How often a service checks itself. */
export class CheckInterval {
  constructor(readonly ms: number) {}
}

/** Checks again and again in one process of the service, shows the numbers and complains about violations. */
@Injectable()
export class CheckSchedule implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('Invariants');
  private readonly background: Background;
  private lease: Lease | null = null;

  constructor(
    @Inject(Leases) private readonly leases: Leases,
    @Inject(RunChecks) private readonly checks: RunChecks,
    @Inject(CheckInterval) private readonly interval: CheckInterval,
  ) {
    this.background = new Background('Invariants', interval.ms, () => this.round());
  }

  onApplicationBootstrap(): void {
    this.background.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.background.stop();
    if (this.lease) await this.leases.release(LEASE);
    showNothing();
  }

  private async round(): Promise<void> {
    // Long enough that whoever has it keeps it from round to round, also when a round is slow.
    this.lease = await this.leases.acquire(LEASE, Math.max(this.interval.ms * 3, SHORTEST_LEASE_MS));
    if (!this.lease) return showNothing();
    const results = await this.checks.execute();
    showChecked(results);
    for (const { name: invariant, promise, violations, examples } of results) {
      if (violations === 0) continue;
      const ids = examples.slice(0, LOGGED_IDS).map(({ id }) => id);
      this.logger.error({ invariant, promise, violations, ids }, `invariant ${invariant} is violated`);
    }
  }
}
