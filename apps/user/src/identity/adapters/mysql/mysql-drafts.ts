import type { Tx } from '@minisuite/database';
import { Drafts } from '../../app/ports.js';
import type { ContentField, Unpublished } from '../../domain/unpublished.js';

/** Whoever writes here holds the lock of the account, so that drafts of one user change one after the other. */
export class MysqlDrafts extends Drafts {
  constructor(private readonly tx: Tx) {
    super();
  }

  async put(
    userId: string,
    { id, field, value }: Pick<Unpublished, 'id' | 'field' | 'value'>,
    now: Date,
  ): Promise<void> {
    await this.drop(userId, [field]);
    await this.tx.execute('INSERT INTO draft (user_id, field, id, value, state, attempts, next_at) VALUES ?', [
      [[userId, field, id, value, 'WAITING', 0, now]],
    ]);
  }

  async drop(userId: string, fields: readonly ContentField[]): Promise<void> {
    if (fields.length > 0) {
      await this.tx.execute('DELETE FROM draft WHERE user_id = ? AND field IN (?)', [userId, fields]);
    }
  }

  async take(id: string): Promise<boolean> {
    return (await this.tx.execute("DELETE FROM draft WHERE id = ? AND state <> 'REJECTED'", [id])) === 1;
  }

  reject(id: string): Promise<boolean> {
    return this.change(id, "state = 'REJECTED', trace_id = NULL", []);
  }

  noteSubmitted(id: string, traceId: string, nextAt: Date): Promise<boolean> {
    // MySQL assigns from left to right: the state is still the old one where attempts are counted.
    const set = "attempts = IF(state = 'SUBMITTED', attempts + 1, 1), state = 'SUBMITTED', trace_id = ?, next_at = ?";
    return this.change(id, set, [traceId, nextAt]);
  }

  postpone(id: string, attempts: number, nextAt: Date): Promise<boolean> {
    return this.change(id, 'attempts = ?, next_at = ?', [attempts, nextAt]);
  }

  private async change(id: string, set: string, values: readonly unknown[]): Promise<boolean> {
    return (
      (await this.tx.execute(`UPDATE draft SET ${set} WHERE id = ? AND state <> 'REJECTED'`, [...values, id])) === 1
    );
  }
}
