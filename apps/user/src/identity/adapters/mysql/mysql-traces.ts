import type { Tx } from '@minisuite/database';
import { Traces } from '../../app/ports.js';

export class MysqlTraces extends Traces {
  constructor(private readonly tx: Tx) {
    super();
  }

  async forget(userId: string): Promise<void> {
    await this.tx.execute('DELETE FROM address WHERE user_id = ?', [userId]);
    await this.tx.execute('DELETE FROM draft WHERE user_id = ?', [userId]);
    await this.tx.execute('DELETE FROM refresh_token WHERE session_id IN (SELECT id FROM session WHERE user_id = ?)', [
      userId,
    ]);
    await this.tx.execute(
      "UPDATE session SET device_platform = '', device_model = '', device_key = NULL WHERE user_id = ?",
      [userId],
    );
  }
}
