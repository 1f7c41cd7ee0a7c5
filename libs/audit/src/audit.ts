import { Conditions, type Tx } from '@minisuite/database';
import { requireOperator } from '@minisuite/grpc';
import { Ids } from '@minisuite/ids';
import { Clock } from '@minisuite/kernel';
import { RequestContext } from '@minisuite/service';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CHAINED_SELECTION, type ChainedRow, chainedRow, hashOf, HEAD, type Link, nextSeq } from './audit-chain.js';
import { type AuditEntry, bounded, detailsJson } from './audit-entry.js';
import { AUDIT_COLUMNS, type AuditRow } from './audit-row.js';
import { auditTable } from './audit-table.js';

/** Which rows are wanted: those before an id, newest first. */
export interface AuditFilter {
  readonly before: string | null;
  readonly limit: number;
  readonly action?: string;
  readonly operatorId?: string;
  readonly targetId?: string;
}

/** What operators did in this service; rows are added and never changed, and each carries a hash over itself and the one before. */
@Injectable()
export class Audit {
  private readonly logger = new Logger('Audit');
  private readonly table: string;

  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(Ids) private readonly ids: Ids,
    @Inject(Clock) private readonly clock: Clock,
  ) {
    this.table = auditTable(dataSource);
  }

  /** Adds a row at the end of the transaction of what it tells about; throws TOKEN_MISSING when no operator calls and none is given. */
  async record(tx: Tx, entry: AuditEntry): Promise<void> {
    const { id, name } = entry.operator ?? requireOperator();
    const row: AuditRow = {
      id: this.ids.next(),
      at: this.clock.now(),
      operatorId: id,
      operatorName: bounded(name, 'name'),
      action: bounded(entry.action, 'action'),
      targetType: bounded(entry.target?.type ?? '', 'targetType'),
      targetId: bounded(entry.target?.id ?? '', 'targetId'),
      outcome: entry.outcome ?? 'SUCCEEDED',
      reason: bounded(entry.reason ?? '', 'reason'),
      details: detailsJson(entry),
      requestId: bounded(RequestContext.requestId(), 'requestId'),
    };
    tx.beforeCommit(() => this.chain(tx, row));
  }

  private async chain(tx: Tx, row: AuditRow): Promise<void> {
    const head = (await tx.query<Link>(`${HEAD} FOR UPDATE`))[0];
    if (!head) throw new Error('the audit chain has no head');
    const seq = nextSeq(head.seq);
    const hash = hashOf(head.hash, seq, row);
    await tx.execute(`INSERT INTO ${this.table} (${[...AUDIT_COLUMNS.keys()].join(', ')}, seq, hash) VALUES ?`, [
      [[...[...AUDIT_COLUMNS.values()].map((name) => row[name]), seq, hash]],
    ]);
    await tx.execute('UPDATE audit_chain SET seq = ?, hash = ? WHERE id = 1', [seq, hash]);
    // What has left in the log cannot be taken back together with the rows.
    tx.afterCommit(() => this.logger.log({ seq, hash, action: row.action }, 'audited'));
  }

  async list({ before, limit, action, operatorId, targetId }: AuditFilter): Promise<ChainedRow[]> {
    const asked = new Conditions()
      .optional('id < ?', before)
      .optional('action = ?', action || null)
      .optional('operator_id = ?', operatorId || null)
      .optional('target_id = ?', targetId || null);
    const rows = await this.dataSource.query<ChainedRow[]>(
      `SELECT ${CHAINED_SELECTION} FROM ${this.table} ${asked.where} ORDER BY id DESC LIMIT ?`,
      [...asked.parameters, limit],
    );
    return rows.map(chainedRow);
  }
}
