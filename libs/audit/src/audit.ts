import type { Tx } from '@minisuite/database';
import { requireOperator } from '@minisuite/grpc';
import { Ids } from '@minisuite/ids';
import { Clock } from '@minisuite/kernel';
import { RequestContext } from '@minisuite/service';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type AuditEntry, type AuditOutcome, bounded, detailsJson } from './audit-entry.js';

/** Which rows are wanted: those before an id, newest first. */
export interface AuditFilter {
  readonly before: string | null;
  readonly limit: number;
  readonly action?: string;
  readonly operatorId?: string;
  readonly targetId?: string;
}

/** One row as it was written. */
export interface AuditRow {
  readonly id: string;
  readonly at: Date;
  readonly operatorId: string | null;
  readonly operatorName: string;
  readonly action: string;
  readonly targetType: string;
  readonly targetId: string;
  readonly outcome: AuditOutcome;
  readonly reason: string;
  /** A JSON object. */
  readonly details: string;
  readonly requestId: string;
}

/** What operators did in this service; rows are added and never changed. */
@Injectable()
export class Audit {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(Ids) private readonly ids: Ids,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Adds a row in the transaction of what it tells about; throws TOKEN_MISSING when no operator calls and none is given. */
  async record(tx: Tx, entry: AuditEntry): Promise<void> {
    const { id, name } = entry.operator ?? requireOperator();
    const row = [
      this.ids.next(),
      this.clock.now(),
      id,
      bounded(name, 'name'),
      bounded(entry.action, 'action'),
      bounded(entry.target?.type ?? '', 'targetType'),
      bounded(entry.target?.id ?? '', 'targetId'),
      entry.outcome ?? 'SUCCEEDED',
      bounded(entry.reason ?? '', 'reason'),
      detailsJson(entry.details),
      bounded(RequestContext.requestId(), 'requestId'),
    ];
    await tx.execute(
      `INSERT INTO audit_log (id, at, operator_id, operator_name, action, target_type, target_id, outcome, reason, details, request_id)
        VALUES ?`,
      [[row]],
    );
  }

  async list({ before, limit, action, operatorId, targetId }: AuditFilter): Promise<AuditRow[]> {
    const wanted: [string, string | null | undefined][] = [
      ['id < ?', before],
      ['action = ?', action],
      ['operator_id = ?', operatorId],
      ['target_id = ?', targetId],
    ];
    const conditions = wanted.filter(([, value]) => value !== undefined && value !== null && value !== '');
    const where = conditions.length > 0 ? `WHERE ${conditions.map(([sql]) => sql).join(' AND ')}` : '';
    const rows = await this.dataSource.query<AuditRow[]>(
      `SELECT id, at, operator_id AS operatorId, operator_name AS operatorName, action, target_type AS targetType,
          target_id AS targetId, outcome, reason, details, request_id AS requestId
        FROM audit_log ${where} ORDER BY id DESC LIMIT ?`,
      [...conditions.map(([, value]) => value), limit],
    );
    return rows.map((row) => ({ ...row, id: String(row.id), operatorId: row.operatorId && String(row.operatorId) }));
  }
}
