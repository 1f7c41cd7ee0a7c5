import { Conditions } from '@minisuite/database';
import type { FieldCipher } from '@minisuite/encryption';
import { type Page, pageOf } from '@minisuite/kernel';
import type { DataSource } from 'typeorm';
import { type OrderFilter, OrderQueries } from '../../app/ports.js';
import type { OrderState } from '../../domain/order-state.js';
import type { OrderStatus } from '../../domain/order-status.js';
import { type LineRow, LINES_OF, ORDER_COLUMNS, type OrderRow, toOrders } from './order-rows.js';

export class MysqlOrderQueries extends OrderQueries {
  constructor(
    private readonly dataSource: DataSource,
    private readonly cipher: FieldCipher,
  ) {
    super();
  }

  async find(ids: readonly string[]): Promise<OrderState[]> {
    if (ids.length === 0) return [];
    return await this.withLines(
      await this.dataSource.query<OrderRow[]>(`SELECT ${ORDER_COLUMNS} FROM orders WHERE id IN (?)`, [ids.map(BigInt)]),
    );
  }

  async list({ userId, status, limit, before }: OrderFilter): Promise<Page<OrderState>> {
    const asked = new Conditions()
      .optional('user_id = ?', userId === null ? null : BigInt(userId))
      .optional('status = ?', status)
      .optional('id < ?', before && BigInt(before));
    const rows = await this.dataSource.query<OrderRow[]>(
      `SELECT ${ORDER_COLUMNS} FROM orders ${asked.where} ORDER BY id DESC LIMIT ?`,
      [...asked.parameters, limit + 1],
    );
    const page = pageOf(rows, limit);
    return { items: await this.withLines(page.items), nextCursor: page.nextCursor };
  }

  async due(status: OrderStatus, now: Date, limit: number): Promise<string[]> {
    const rows = await this.dataSource.query<{ id: string }[]>(
      'SELECT id FROM orders WHERE status = ? AND due_at <= ? ORDER BY due_at LIMIT ?',
      [status, now, limit],
    );
    return rows.map(({ id }) => id);
  }

  private async withLines(rows: OrderRow[]): Promise<OrderState[]> {
    if (rows.length === 0) return [];
    const lines = await this.dataSource.query<LineRow[]>(LINES_OF, [rows.map(({ id }) => BigInt(id))]);
    return toOrders(rows, lines, this.cipher);
  }
}
