import type { Tx } from '@minisuite/database';
import { Owners } from '../../app/ports.js';

export class MysqlOwners extends Owners {
  constructor(private readonly tx: Tx) {
    super();
  }

  async lock(userId: string): Promise<boolean> {
    const rows = await this.tx.query('SELECT id FROM account WHERE id = ? FOR UPDATE', [userId]);
    return rows.length === 1;
  }
}
