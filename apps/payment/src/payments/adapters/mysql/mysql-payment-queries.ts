import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { PaymentQueries } from '../../app/ports.js';
import type { PaymentState } from '../../domain/payment.js';
import { isPaid } from '../../domain/payment-status.js';
import { COLUMNS, type PaymentRow, stateOf } from './payment-row.js';

@Injectable()
export class MysqlPaymentQueries extends PaymentQueries {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  async find(id: string): Promise<PaymentState | null> {
    const [row] = await this.dataSource.query<PaymentRow[]>(`SELECT ${COLUMNS} FROM payment WHERE id = ?`, [id]);
    return row ? stateOf(row) : null;
  }

  async standingFor(orderId: string): Promise<PaymentState | null> {
    const rows = await this.dataSource.query<PaymentRow[]>(
      `SELECT ${COLUMNS} FROM payment WHERE order_id = ? AND status <> 'CLOSED' ORDER BY id`,
      [orderId],
    );
    const row = rows.find(({ status }) => isPaid(status)) ?? rows.find(({ status }) => status === 'PENDING');
    return row ? stateOf(row) : null;
  }
}
