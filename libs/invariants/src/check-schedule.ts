import { type Lease, Leases } from '@minisuite/database';
import { Background } from '@minisuite/service';
import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { showChecked, showNothing } from './invariant-gauges.js';
import { type CheckedInvariant, RunChecks } from './run-checks.js';

const LEASE = 'invariants';
const SHORTEST_LEASE_MS = 10_000;
// What is checked grows with the books: it may never take more than a twentieth of the time of the database.
const REST_SHARE = 19;
const AGAIN_MS = 10_000;
const LOGGED_IDS = 10;

/** How often a service checks itself, unless its books are so large that it does so less often. */
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

  /** Answers how long to rest. */
  private async round(): Promise<number> {
    this.lease = await this.acquire(this.interval.ms);
    if (!this.lease) {
      showNothing();
      return this.interval.ms;
    }
    const begun = performance.now();
    const usual = await this.check();
    const rest = Math.max(usual, REST_SHARE * (performance.now() - begun));
    this.lease = await this.acquire(rest);
    return rest;
  }

  /** Answers how long to rest usually; a check that fails, say because the other service is away, is tried again sooner. */
  private async check(): Promise<number> {
    try {
      this.show(await this.checks.execute());
      return this.interval.ms;
    } catch (err) {
      this.logger.error({ err }, 'invariants could not be checked');
      return Math.min(this.interval.ms, AGAIN_MS);
    }
  }

  /** Long enough that whoever has it keeps it from round to round, also when a round is slow. */
  private acquire(restMs: number): Promise<Lease | null> {
    return this.leases.acquire(LEASE, Math.max(Math.ceil(restMs) * 3, SHORTEST_LEASE_MS));
  }

  private show(results: readonly CheckedInvariant[]): void {
    showChecked(results);
    for (const { name: invariant, promise, violations, examples } of results) {
      if (violations === 0) continue;
      const ids = examples.slice(0, LOGGED_IDS).map(({ id }) => id);
      this.logger.error({ invariant, promise, violations, ids }, `invariant ${invariant} is violated`);
    }
  }
}
