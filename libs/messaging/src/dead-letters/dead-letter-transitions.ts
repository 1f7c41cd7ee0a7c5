import type { Tx } from '@minisuite/database';
import { DomainError } from '@minisuite/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ServiceName } from '../service-name.js';
import type { ParkingCause } from './dead-letter.js';
import { STATE } from './dead-letter-queries.js';
import { errorText } from './error-text.js';

// Longer than any handler takes; a letter whose replay died with its process is parked again afterwards.
const REPLAY_MS = 60_000;

/** The changes of state that operators cause; each happens once, however many ask for it. */
@Injectable()
export class DeadLetterTransitions {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(ServiceName) private readonly service: ServiceName,
  ) {}

  /** PARKED → REPLAYING, counted before the attempt; throws CONFLICT when it is not parked, NOT_FOUND when there is none. */
  async beginReplay(id: string): Promise<void> {
    const { affectedRows } = await this.dataSource.query<{ affectedRows: number }>(
      `UPDATE dead_letter SET state = 'REPLAYING', replays = replays + 1,
          replaying_until = UTC_TIMESTAMP(3) + INTERVAL ? MICROSECOND
        WHERE id = ? AND consumer = ? AND ${STATE} = 'PARKED'`,
      [REPLAY_MS * 1000, id, this.service.group],
    );
    if (affectedRows === 0) throw await this.refusal(id);
  }

  /** REPLAYING → REPLAYED. */
  async endReplay(tx: Tx, id: string, operator: string): Promise<void> {
    await tx.execute(
      `UPDATE dead_letter SET state = 'REPLAYED', replaying_until = NULL, resolved_at = UTC_TIMESTAMP(3), resolved_by = ?
        WHERE id = ? AND state = 'REPLAYING'`,
      [operator, id],
    );
  }

  /** REPLAYING → PARKED, with the new cause; `cause.attempts` are added to the earlier ones. */
  async parkAgain(tx: Tx, id: string, { reason, error, attempts }: ParkingCause): Promise<void> {
    await tx.execute(
      `UPDATE dead_letter SET state = 'PARKED', replaying_until = NULL, reason = ?, error = ?, attempts = attempts + ?
        WHERE id = ? AND state = 'REPLAYING'`,
      [reason, errorText(error), attempts, id],
    );
  }

  /** PARKED → DISCARDED; throws CONFLICT when it is not parked, NOT_FOUND when there is none. */
  async discard(tx: Tx, id: string, operator: string, note: string): Promise<void> {
    const discarded = await tx.execute(
      `UPDATE dead_letter SET state = 'DISCARDED', resolved_at = UTC_TIMESTAMP(3), resolved_by = ?, note = ?
        WHERE id = ? AND consumer = ? AND ${STATE} = 'PARKED'`,
      [operator, note, id, this.service.group],
    );
    if (discarded === 0) throw await this.refusal(id);
  }

  private async refusal(id: string): Promise<DomainError> {
    const [row] = await this.dataSource.query<{ state: string }[]>(
      `SELECT ${STATE} AS state FROM dead_letter WHERE id = ? AND consumer = ?`,
      [id, this.service.group],
    );
    return row
      ? new DomainError('conflict', 'CONFLICT', `The dead letter is not parked but ${row.state}.`)
      : new DomainError('not_found', 'NOT_FOUND', 'There is no such dead letter.');
  }
}
