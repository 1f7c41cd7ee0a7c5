import { fen } from '@minisuite/kernel';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type KeptPayment, PaymentQueries } from '../../app/ports.js';
import type { PaymentState } from '../../domain/payment.js';
import { COLUMNS, type PaymentRow, stateOf } from './payment-row.js';

interface KeptRow {
  readonly order_id: string;
  readonly id: string;
  readonly amount: string;
  readonly refunded_amount: string;
  readonly paid_at: Date;
  readonly booked_at: Date;
}

const KEPT = `SELECT a.order_id, p.id, p.amount, p.refunded_amount, p.paid_at, p.booked_at
  FROM order_account a JOIN payment p ON p.id = a.kept_payment_id`;

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
    const [row] = await this.dataSource.query<PaymentRow[]>(
      `SELECT ${COLUMNS} FROM payment
        WHERE id = (SELECT kept_payment_id FROM order_account WHERE order_id = ?) OR (order_id = ? AND status = 'PENDING')
        ORDER BY status = 'PENDING' LIMIT 1`,
      [orderId, orderId],
    );
    return row ? stateOf(row) : null;
  }

  async due(now: Date, limit: number): Promise<PaymentState[]> {
    const rows = await this.dataSource.query<PaymentRow[]>(
      `SELECT ${COLUMNS} FROM payment WHERE ask_at <= ? ORDER BY ask_at LIMIT ?`,
      [now, limit],
    );
    return rows.map(stateOf);
  }

  async keptFor(orderIds: readonly string[]): Promise<KeptPayment[]> {
    if (orderIds.length === 0) return [];
    return (await this.dataSource.query<KeptRow[]>(`${KEPT} WHERE a.order_id IN (?)`, [orderIds])).map(keptOf);
  }

  async closedOf(orderIds: readonly string[]): Promise<Set<string>> {
    if (orderIds.length === 0) return new Set();
    const rows = await this.dataSource.query<{ order_id: string }[]>(
      'SELECT order_id FROM order_account WHERE order_id IN (?) AND closed_at IS NOT NULL',
      [orderIds],
    );
    return new Set(rows.map((row) => row.order_id));
  }

  async keptAfter(orderId: string, limit: number): Promise<KeptPayment[]> {
    const rows = await this.dataSource.query<KeptRow[]>(`${KEPT} WHERE a.order_id > ? ORDER BY a.order_id LIMIT ?`, [
      orderId,
      limit,
    ]);
    return rows.map(keptOf);
  }
}

function keptOf(row: KeptRow): KeptPayment {
  return {
    orderId: row.order_id,
    paymentId: row.id,
    amount: fen(row.amount),
    refundedAmount: fen(row.refunded_amount),
    paidAt: row.paid_at,
    bookedAt: row.booked_at,
  };
}
