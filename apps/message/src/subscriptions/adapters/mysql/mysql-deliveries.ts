import type { Tx } from '@minisuite/database';
import type { Deliveries } from '../../app/ports.js';
import type { Delivery } from '../../domain/delivery.js';

interface Row {
  id: string;
  user_id: string;
  template_id: string;
  page: string;
  data: string;
  attempts: number;
  request_id: string;
  created_at: Date;
}

export class MysqlDeliveries implements Deliveries {
  constructor(private readonly tx: Tx) {}

  async add(deliveries: readonly Delivery[]): Promise<void> {
    if (deliveries.length === 0) return;
    await this.tx.execute(
      'INSERT INTO delivery (id, user_id, template_id, page, data, status, next_attempt_at, request_id, created_at) VALUES ?',
      [
        deliveries.map((d) => [
          d.id,
          d.userId,
          d.templateId,
          d.page,
          JSON.stringify(d.data),
          d.status,
          d.nextAttemptAt,
          d.requestId,
          d.createdAt,
        ]),
      ],
    );
  }

  async claimDue(now: Date, until: Date, limit: number): Promise<Delivery[]> {
    const rows = await this.tx.query<Row>(
      `SELECT id, user_id, template_id, page, data, attempts, request_id, created_at FROM delivery
        WHERE status = 'PENDING' AND next_attempt_at <= ? ORDER BY next_attempt_at LIMIT ? FOR UPDATE`,
      [now, limit],
    );
    if (rows.length === 0) return [];
    await this.tx.execute('UPDATE delivery SET next_attempt_at = ? WHERE id IN (?)', [until, rows.map(({ id }) => id)]);
    return rows.map((row) => ({
      id: row.id,
      userId: row.user_id,
      templateId: row.template_id,
      page: row.page,
      data: JSON.parse(row.data) as Record<string, string>,
      status: 'PENDING',
      attempts: row.attempts,
      nextAttemptAt: until,
      requestId: row.request_id,
      createdAt: row.created_at,
    }));
  }

  async save(delivery: Delivery, error: string | null): Promise<void> {
    await this.tx.execute(
      `UPDATE delivery SET status = ?, attempts = ?, next_attempt_at = ?, last_error = ? WHERE id = ? AND status = 'PENDING'`,
      [delivery.status, delivery.attempts, delivery.nextAttemptAt, error?.slice(0, 255) ?? null, delivery.id],
    );
  }

  async forget(userIds: readonly string[]): Promise<void> {
    await this.tx.execute('DELETE FROM delivery WHERE user_id IN (?)', [userIds]);
  }
}
