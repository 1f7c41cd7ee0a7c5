import { fen } from '@minisuite/kernel';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { StagedBills, type StagedRow } from '../../app/ports.js';
import type { BillRow, Subject } from '../../domain/bill-row.js';

const COLUMNS = 'r.line, r.subject, r.number, r.wechat_number AS wechatNumber, r.amount, r.state';

type Row = Omit<StagedRow, 'amount'> & { readonly amount: string };

@Injectable()
export class MysqlStagedBills extends StagedBills {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  async list(loadId: string, afterLine: number, limit: number): Promise<StagedRow[]> {
    return this.rows(
      `SELECT ${COLUMNS} FROM reconciliation_row r WHERE load_id = ? AND line > ? ORDER BY line LIMIT ?`,
      [loadId, afterLine, limit],
    );
  }

  async first(loadId: string, subject: Subject, number: string): Promise<BillRow | null> {
    const [row] = await this.rows(
      `SELECT ${COLUMNS} FROM reconciliation_row r WHERE number = ? AND subject = ? AND load_id = ? ORDER BY line LIMIT 1`,
      [number, subject, loadId],
    );
    return row ?? null;
  }

  async repeated(loadId: string, subject: Subject, after: string, limit: number): Promise<BillRow[]> {
    const twice = await this.dataSource.query<{ number: string }[]>(
      `SELECT number FROM reconciliation_row FORCE INDEX (of_load) WHERE load_id = ? AND subject = ? AND number > ?
        GROUP BY number HAVING COUNT(*) > 1 ORDER BY number LIMIT ?`,
      [loadId, subject, after, limit],
    );
    if (twice.length === 0) return [];
    const rows = await this.rows(
      `SELECT ${COLUMNS} FROM reconciliation_row r FORCE INDEX (of_load)
        WHERE load_id = ? AND subject = ? AND number IN (?) ORDER BY number, line`,
      [loadId, subject, twice.map(({ number }) => number)],
    );
    return rows.filter((row, at) => rows[at - 1]?.number === row.number && rows[at - 2]?.number !== row.number);
  }

  async known(subject: Subject, numbers: readonly string[]): Promise<Set<string>> {
    if (numbers.length === 0) return new Set();
    const rows = await this.dataSource.query<{ number: string }[]>(
      `SELECT DISTINCT r.number FROM reconciliation_row r FORCE INDEX (of_number) JOIN reconciliation c ON c.load_id = r.load_id AND c.stage <> 'LOAD'
        WHERE r.number IN (?) AND r.subject = ?`,
      [[...numbers], subject],
    );
    return new Set(rows.map(({ number }) => number));
  }

  async forget(loadId: string, limit: number): Promise<boolean> {
    const { affectedRows } = await this.dataSource.query<{ affectedRows: number }>(
      'DELETE FROM reconciliation_row WHERE load_id = ? ORDER BY line LIMIT ?',
      [loadId, limit],
    );
    return affectedRows === limit;
  }

  async oldLoads(before: Date, limit: number): Promise<string[]> {
    const rows = await this.dataSource.query<{ load_id: string }[]>(
      `SELECT load_id FROM reconciliation c WHERE finished_at < ? AND status IN ('COMPLETED', 'FAILED')
          AND EXISTS (SELECT 1 FROM reconciliation_row r WHERE r.load_id = c.load_id) LIMIT ?`,
      [before, limit],
    );
    return rows.map((row) => String(row.load_id));
  }

  private async rows(sql: string, parameters: unknown[]): Promise<StagedRow[]> {
    const rows = await this.dataSource.query<Row[]>(sql, parameters);
    return rows.map((row) => ({ ...row, line: Number(row.line), amount: fen(row.amount) }));
  }
}
