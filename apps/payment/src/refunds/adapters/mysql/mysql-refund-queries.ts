import { type Page, pageOf } from '@minisuite/kernel';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type RefundFilter, RefundQueries } from '../../app/ports.js';
import type { RefundState } from '../../domain/refund.js';
import { COLUMNS, type RefundRow, stateOf } from './refund-row.js';

@Injectable()
export class MysqlRefundQueries extends RefundQueries {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  async find(id: string): Promise<RefundState | null> {
    return (await this.select('WHERE id = ?', [id]))[0] ?? null;
  }

  async list({ status, waiting, orderId, before, limit }: RefundFilter): Promise<Page<RefundState>> {
    const conditions: [string, unknown[]][] = [];
    if (status !== null) conditions.push(['status = ?', [status]]);
    if (waiting) conditions.push(["(status = 'REQUESTED' OR attention IS NOT NULL)", []]);
    if (orderId !== null) conditions.push(['order_id = ?', [orderId]]);
    if (before !== null) conditions.push(['id < ?', [before]]);
    const where = conditions.length > 0 ? `WHERE ${conditions.map(([sql]) => sql).join(' AND ')}` : '';
    const values = conditions.flatMap(([, parameters]) => parameters);
    return pageOf(await this.select(`${where} ORDER BY id DESC LIMIT ?`, [...values, limit + 1]), limit);
  }

  due(now: Date, limit: number): Promise<RefundState[]> {
    return this.select('WHERE ask_at <= ? ORDER BY ask_at LIMIT ?', [now, limit]);
  }

  private async select(rest: string, parameters: unknown[]): Promise<RefundState[]> {
    return (await this.dataSource.query<RefundRow[]>(`SELECT ${COLUMNS} FROM refund ${rest}`, parameters)).map(stateOf);
  }
}
