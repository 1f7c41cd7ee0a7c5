import type { Tx } from '@minisuite/database';
import type { Consents } from '../../app/ports.js';
import type { SubscriptionResult } from '../../domain/subscription-result.js';

export class MysqlConsents implements Consents {
  constructor(private readonly tx: Tx) {}

  async record(userId: string, templateId: string, result: SubscriptionResult, now: Date): Promise<void> {
    const gained = result === 'accept' ? 1 : 0;
    await this.tx.execute(
      `INSERT INTO subscription_consent (user_id, template_id, remaining, last_result, updated_at) VALUES (?, ?, ?, ?, ?)
        ON DUPLICATE KEY UPDATE remaining = remaining + ?, last_result = ?, updated_at = ?`,
      [userId, templateId, gained, result, now, gained, result, now],
    );
  }

  async spend(userIds: readonly string[], templateId: string, now: Date): Promise<boolean[]> {
    if (userIds.length === 0) return [];
    const rows = await this.tx.query<{ user_id: string; remaining: number }>(
      `SELECT user_id, remaining FROM subscription_consent
        WHERE template_id = ? AND user_id IN (?) AND remaining > 0 ORDER BY user_id FOR UPDATE`,
      [templateId, [...new Set(userIds)]],
    );
    const left = new Map(rows.map((row) => [row.user_id, row.remaining]));
    const allowed = userIds.map((userId) => {
      const remaining = left.get(userId) ?? 0;
      left.set(userId, remaining - 1);
      return remaining > 0;
    });
    for (const { user_id: userId, remaining } of rows) {
      const rest = Math.max(0, left.get(userId) ?? 0);
      await this.tx.execute(
        'UPDATE subscription_consent SET remaining = ?, updated_at = ? WHERE user_id = ? AND template_id = ? AND remaining = ?',
        [rest, now, userId, templateId, remaining],
      );
    }
    return allowed;
  }

  async exhaust(userId: string, templateId: string, now: Date): Promise<void> {
    await this.tx.execute(
      'UPDATE subscription_consent SET remaining = 0, updated_at = ? WHERE user_id = ? AND template_id = ?',
      [now, userId, templateId],
    );
  }

  async forget(userIds: readonly string[]): Promise<void> {
    await this.tx.execute('DELETE FROM subscription_consent WHERE user_id IN (?)', [userIds]);
  }
}
