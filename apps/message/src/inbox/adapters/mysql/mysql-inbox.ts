import type { Tx } from '@minisuite/database';
import type { Inbox } from '../../app/ports.js';
import type { Message } from '../../domain/message.js';

export class MysqlInbox implements Inbox {
  constructor(private readonly tx: Tx) {}

  async add(messages: readonly Message[]): Promise<void> {
    if (messages.length === 0) return;
    await this.tx.execute('INSERT INTO message (id, user_id, kind, title, body, subject_id, created_at) VALUES ?', [
      messages.map((m) => [m.id, m.userId, m.kind, m.title, m.body, m.subjectId, m.createdAt]),
    ]);
  }

  async markRead(userId: string, id: string, now: Date): Promise<boolean> {
    const matched = await this.tx.execute(
      'UPDATE message SET read_at = COALESCE(read_at, ?) WHERE id = ? AND user_id = ?',
      [now, id, userId],
    );
    return matched === 1;
  }

  markAllRead(userId: string, now: Date): Promise<number> {
    return this.tx.execute('UPDATE message SET read_at = ? WHERE user_id = ? AND read_at IS NULL', [now, userId]);
  }

  async forget(userIds: readonly string[]): Promise<void> {
    await this.tx.execute('DELETE FROM message WHERE user_id IN (?)', [userIds]);
  }
}
