import type { DataSource } from 'typeorm';
import type { WaitingText } from '../../../content/domain/waiting-text.js';
import { WaitingRemarks } from '../../app/ports.js';

export class MysqlWaitingRemarks extends WaitingRemarks {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  async due(now: Date, limit: number): Promise<WaitingText[]> {
    return await this.dataSource.query<WaitingText[]>(
      `SELECT o.id, o.user_id AS userId, o.remark AS text, c.unanswered
         FROM remark_check c JOIN orders o ON o.id = c.order_id
        WHERE c.next_at <= ? ORDER BY c.next_at LIMIT ?`,
      [now, limit],
    );
  }
}
