import type { DataSource } from 'typeorm';
import { KeptAnswerPurge } from '../../app/ports.js';

export class MysqlKeptAnswerPurge extends KeptAnswerPurge {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  async purge(now: Date, limit: number): Promise<number> {
    const { affectedRows } = await this.dataSource.query<{ affectedRows: number }>(
      'DELETE FROM idempotency_key WHERE expires_at < ? ORDER BY expires_at LIMIT ?',
      [now, limit],
    );
    return affectedRows;
  }
}
