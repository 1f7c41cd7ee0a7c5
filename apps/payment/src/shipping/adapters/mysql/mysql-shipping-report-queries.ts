import { Conditions } from '@minisuite/database';
import { type Page, pageOf } from '@minisuite/kernel';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type ReportFilter, ShippingReportQueries } from '../../app/ports.js';
import type { ReportState, ShippingReport } from '../../domain/shipping-report.js';
import { STATE_COLUMNS, stateOf, type StateRow } from './report-row.js';

interface Row {
  readonly order_id: string;
  readonly user_id: string;
  readonly transaction_id: string;
  readonly carrier: string;
  readonly tracking_no: string;
  readonly title: string;
  readonly attempts: number;
  readonly request_id: string;
}

@Injectable()
export class MysqlShippingReportQueries extends ShippingReportQueries {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  async due(now: Date, limit: number): Promise<ShippingReport[]> {
    const rows = await this.dataSource.query<Row[]>(
      `SELECT order_id, user_id, transaction_id, carrier, tracking_no, title, attempts, request_id FROM shipping_report
        WHERE status = 'PENDING' AND next_at <= ? ORDER BY next_at LIMIT ?`,
      [now, limit],
    );
    return rows.map((row) => ({
      orderId: row.order_id,
      userId: row.user_id,
      transactionId: row.transaction_id,
      carrier: row.carrier,
      trackingNo: row.tracking_no,
      title: row.title,
      attempts: row.attempts,
      requestId: row.request_id,
    }));
  }

  async oldestPending(): Promise<Date | null> {
    const [row] = await this.dataSource.query<{ created_at: Date }[]>(
      "SELECT created_at FROM shipping_report WHERE status = 'PENDING' ORDER BY created_at LIMIT 1",
    );
    return row?.created_at ?? null;
  }

  async list({ status, before, limit }: ReportFilter): Promise<Page<ReportState>> {
    const asked = new Conditions().optional('status = ?', status).optional('order_id < ?', before);
    const rows = await this.dataSource.query<StateRow[]>(
      `SELECT ${STATE_COLUMNS} FROM shipping_report ${asked.where} ORDER BY order_id DESC LIMIT ?`,
      [...asked.parameters, limit + 1],
    );
    const { items, nextCursor } = pageOf(
      rows.map((row) => ({ id: row.order_id, row })),
      limit,
    );
    return { items: items.map(({ row }) => stateOf(row)), nextCursor };
  }

  async failedThoughRefunded(limit: number): Promise<string[]> {
    const rows = await this.dataSource.query<{ order_id: string }[]>(
      `SELECT r.order_id FROM shipping_report r JOIN payment p ON p.id = r.payment_id
        WHERE r.status = 'FAILED' AND p.status = 'REFUNDED' LIMIT ?`,
      [limit],
    );
    return rows.map((row) => row.order_id);
  }
}
