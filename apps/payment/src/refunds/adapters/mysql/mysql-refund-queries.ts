import { Conditions } from '@minisuite/database';
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
    const asked = new Conditions()
      .optional('status = ?', status)
      .optional('order_id = ?', orderId)
      .optional('id < ?', before);
    if (waiting) asked.add("(status = 'REQUESTED' OR attention IS NOT NULL)");
    const rows = await this.select(`${asked.where} ORDER BY id DESC LIMIT ?`, [...asked.parameters, limit + 1]);
    return pageOf(rows, limit);
  }

  due(now: Date, limit: number): Promise<RefundState[]> {
    return this.select('WHERE ask_at <= ? ORDER BY ask_at LIMIT ?', [now, limit]);
  }

  private async select(rest: string, parameters: unknown[]): Promise<RefundState[]> {
    return (await this.dataSource.query<RefundRow[]>(`SELECT ${COLUMNS} FROM refund ${rest}`, parameters)).map(stateOf);
  }
}
