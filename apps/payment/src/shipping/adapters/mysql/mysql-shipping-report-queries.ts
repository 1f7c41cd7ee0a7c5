import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ShippingReportQueries } from '../../app/ports.js';
import type { ShippingReport } from '../../domain/shipping-report.js';

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
}
