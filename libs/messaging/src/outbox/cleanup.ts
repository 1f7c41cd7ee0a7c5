import { Leases } from '@minisuite/database';
import { Background } from '@minisuite/service';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { MessagingLimits } from '../messaging-limits.js';

const NAME = 'messaging-cleanup';
const EVERY_MS = 3_600_000;
const TTL_MS = 60_000;

const PUBLISHED = `DELETE FROM outbox WHERE published_at < UTC_TIMESTAMP(3) - INTERVAL ? MICROSECOND ORDER BY published_at, id LIMIT ?`;
const HANDLED = `DELETE FROM inbox WHERE handled_at < UTC_TIMESTAMP(3) - INTERVAL ? MICROSECOND ORDER BY handled_at LIMIT ?`;
const RESOLVED = `DELETE FROM dead_letter WHERE state IN ('REPLAYED', 'DISCARDED') AND resolved_at < UTC_TIMESTAMP(3) - INTERVAL ? MICROSECOND ORDER BY id LIMIT ?`;

/** Deletes old outbox, inbox and dead-letter rows every hour, in small bites, in one process of the service. */
@Injectable()
export class Cleanup {
  private readonly loop = new Background('MessagingCleanup', EVERY_MS, async (stopping) => {
    await this.run(stopping);
  });

  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(Leases) private readonly leases: Leases,
    @Inject(MessagingLimits) private readonly limits: MessagingLimits,
  ) {}

  start(): void {
    this.loop.start();
  }

  async stop(): Promise<void> {
    await this.loop.stop();
  }

  /** Deletes what is too old; answers how many rows that were, none when another process is at it. */
  async run(stopping: AbortSignal): Promise<number> {
    const published = await this.deleteInBites(PUBLISHED, this.limits.keepOutboxMs, stopping);
    const handled = await this.deleteInBites(HANDLED, this.limits.keepInboxMs, stopping);
    const resolved = await this.deleteInBites(RESOLVED, this.limits.keepResolvedMs, stopping);
    return published + handled + resolved;
  }

  private async deleteInBites(sql: string, ageMs: number, stopping: AbortSignal): Promise<number> {
    const bite = this.limits.cleanupBite;
    let total = 0;
    while (!stopping.aborted && (await this.leases.acquire(NAME, TTL_MS))) {
      const { affectedRows } = await this.dataSource.query<{ affectedRows: number }>(sql, [ageMs * 1000, bite]);
      total += affectedRows;
      if (affectedRows < bite) break;
    }
    return total;
  }
}
