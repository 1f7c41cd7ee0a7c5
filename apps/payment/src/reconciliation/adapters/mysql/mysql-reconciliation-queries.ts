import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type OpenDifference, ReconciliationQueries } from '../../app/ports.js';
import type { ReconciliationState } from '../../domain/reconciliation.js';
import { COLUMNS, type ReconciliationRow, stateOf } from './reconciliation-row.js';

@Injectable()
export class MysqlReconciliationQueries extends ReconciliationQueries {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  async find(id: string): Promise<ReconciliationState | null> {
    const [row] = await this.dataSource.query<ReconciliationRow[]>(
      `SELECT ${COLUMNS} FROM reconciliation WHERE id = ?`,
      [id],
    );
    return row ? stateOf(row) : null;
  }

  async due(now: Date): Promise<string | null> {
    const [row] = await this.dataSource.query<{ id: string }[]>(
      `SELECT id FROM reconciliation WHERE status = 'RUNNING' OR (status = 'WAITING' AND next_at <= ?)
        ORDER BY bill_date LIMIT 1`,
      [now],
    );
    return row ? String(row.id) : null;
  }

  async askable(reconciliationId: string, afterId: string, limit: number): Promise<OpenDifference[]> {
    const rows = await this.dataSource.query<OpenDifference[]>(
      `SELECT id, subject, number, payment_id AS paymentId, refund_id AS refundId FROM reconciliation_difference
        WHERE reconciliation_id = ? AND status = 'OPEN' AND askable = 1 AND id > ? ORDER BY id LIMIT ?`,
      [reconciliationId, afterId, limit],
    );
    return rows.map((row) => ({
      ...row,
      id: String(row.id),
      paymentId: row.paymentId && String(row.paymentId),
      refundId: row.refundId && String(row.refundId),
    }));
  }

  async foundElsewhere(loadId: string, limit: number): Promise<string[]> {
    const rows = await this.dataSource.query<{ id: string }[]>(
      `SELECT DISTINCT d.id FROM reconciliation_difference d
          JOIN reconciliation_row r FORCE INDEX (of_number) ON r.number = d.number AND r.subject = d.subject AND r.load_id = ?
        WHERE d.status = 'OPEN' AND d.kind = 'ONLY_HERE' LIMIT ?`,
      [loadId, limit],
    );
    return rows.map(({ id }) => String(id));
  }
}
