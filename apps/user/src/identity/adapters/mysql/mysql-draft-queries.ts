import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type DueDraft, DraftQueries } from '../../app/ports.js';
import type { Unpublished } from '../../domain/unpublished.js';

type DraftRow = Omit<DueDraft, 'userId'> & { readonly user_id: string };

const SELECT = 'SELECT user_id, field, id, value, state, attempts FROM draft';

@Injectable()
export class MysqlDraftQueries extends DraftQueries {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  of(userId: string): Promise<Unpublished[]> {
    return this.select('WHERE user_id = ? ORDER BY field', [userId]);
  }

  due(now: Date, limit: number): Promise<DueDraft[]> {
    return this.select("WHERE state IN ('WAITING', 'SUBMITTED') AND next_at <= ? ORDER BY next_at LIMIT ?", [
      now,
      limit,
    ]);
  }

  async submittedAs(traceId: string): Promise<DueDraft | null> {
    const [draft] = await this.select("WHERE trace_id = ? AND state = 'SUBMITTED'", [traceId]);
    return draft ?? null;
  }

  private async select(condition: string, values: readonly unknown[]): Promise<DueDraft[]> {
    const rows = await this.dataSource.query<DraftRow[]>(`${SELECT} ${condition}`, [...values]);
    return rows.map(({ user_id: userId, id, ...row }) => ({ ...row, userId: String(userId), id: String(id) }));
  }
}
