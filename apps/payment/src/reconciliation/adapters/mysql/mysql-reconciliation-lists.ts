import { Conditions } from '@minisuite/database';
import { fen } from '@minisuite/kernel';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type CountedReconciliation, ReconciliationLists } from '../../app/ports.js';
import type { Difference, DifferenceStatus } from '../../domain/difference.js';
import { COLUMNS, type ReconciliationRow, stateOf } from './reconciliation-row.js';

const COUNTED = `SELECT ${COLUMNS},
    (SELECT COUNT(*) FROM reconciliation_difference d WHERE d.reconciliation_id = c.id) AS differences,
    (SELECT COUNT(*) FROM reconciliation_difference d WHERE d.reconciliation_id = c.id AND d.status = 'OPEN') AS open
  FROM reconciliation c`;
const DIFFERENCES = `SELECT id, reconciliation_id AS reconciliationId, kind, status, subject, number, wechat_number AS wechatNumber,
    payment_id AS paymentId, refund_id AS refundId, wechat_amount AS wechatAmount, our_amount AS ourAmount,
    wechat_state AS wechatState, our_state AS ourState, note, found_at AS foundAt, resolved_at AS resolvedAt
  FROM reconciliation_difference`;

type CountedRow = ReconciliationRow & { readonly differences: string; readonly open: string };

@Injectable()
export class MysqlReconciliationLists extends ReconciliationLists {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  async get(id: string): Promise<CountedReconciliation | null> {
    const [row] = await this.dataSource.query<CountedRow[]>(`${COUNTED} WHERE id = ?`, [id]);
    return row ? counted(row) : null;
  }

  async days(beforeDay: string | null, limit: number): Promise<CountedReconciliation[]> {
    const rows = await this.dataSource.query<CountedRow[]>(
      `${COUNTED} WHERE bill_date < ? ORDER BY bill_date DESC LIMIT ?`,
      [beforeDay ?? '9999-99-99', limit],
    );
    return rows.map(counted);
  }

  async difference(id: string): Promise<Difference | null> {
    const [row] = await this.dataSource.query<Difference[]>(`${DIFFERENCES} WHERE id = ?`, [id]);
    return row ? differenceOf(row) : null;
  }

  async differences(filter: {
    reconciliationId: string;
    status: DifferenceStatus | null;
    before: string | null;
    limit: number;
  }): Promise<Difference[]> {
    const { reconciliationId, status, before, limit } = filter;
    const asked = new Conditions()
      .add('reconciliation_id = ?', reconciliationId)
      .optional('status = ?', status)
      .optional('id < ?', before);
    const rows = await this.dataSource.query<Difference[]>(`${DIFFERENCES} ${asked.where} ORDER BY id DESC LIMIT ?`, [
      ...asked.parameters,
      limit,
    ]);
    return rows.map(differenceOf);
  }
}

function counted(row: CountedRow): CountedReconciliation {
  return { ...stateOf(row), differences: Number(row.differences), openDifferences: Number(row.open) };
}

function differenceOf(row: Difference): Difference {
  return {
    ...row,
    id: String(row.id),
    reconciliationId: String(row.reconciliationId),
    paymentId: row.paymentId && String(row.paymentId),
    refundId: row.refundId && String(row.refundId),
    wechatAmount: fen(row.wechatAmount),
    ourAmount: fen(row.ourAmount),
  };
}
