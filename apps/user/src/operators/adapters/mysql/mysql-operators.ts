import { isDuplicateKey, type Tx } from '@minisuite/database';
import { Operators, UsernameTaken } from '../../app/ports.js';
import type { Operator } from '../../domain/operator.js';
import { COLUMNS, operatorOf, type OperatorRow, SELECTION } from './operator-row.js';

export class MysqlOperators extends Operators {
  constructor(private readonly tx: Tx) {
    super();
  }

  async add(operator: Operator): Promise<void> {
    const { id, username, displayName, passwordHash, roles, status, createdAt, updatedAt } = operator.snapshot;
    const row = [id, username, displayName, passwordHash, roles.join(','), status, createdAt, updatedAt];
    try {
      await this.tx.execute(`INSERT INTO operator (${COLUMNS}) VALUES ?`, [[row]]);
    } catch (error) {
      // Not as the cause: the driver's error carries the statement with its values.
      throw isDuplicateKey(error) ? new UsernameTaken('this name is in use') : error;
    }
  }

  find(id: string): Promise<Operator | null> {
    return this.one('id = ?', id);
  }

  lock(id: string): Promise<Operator | null> {
    return this.one('id = ? FOR UPDATE', id);
  }

  async lockAll(ids: readonly string[]): Promise<Map<string, Operator>> {
    const rows = await this.tx.query<OperatorRow>(
      `SELECT ${SELECTION} FROM operator WHERE id IN (?) ORDER BY id FOR UPDATE`,
      [ids],
    );
    return new Map(rows.map((row) => [String(row.id), operatorOf(row)]));
  }

  async save(operator: Operator): Promise<void> {
    const { id, displayName, passwordHash, roles, status, updatedAt } = operator.snapshot;
    await this.tx.execute(
      'UPDATE operator SET display_name = ?, password_hash = ?, roles = ?, status = ?, updated_at = ? WHERE id = ?',
      [displayName, passwordHash, roles.join(','), status, updatedAt, id],
    );
  }

  private async one(condition: string, value: string): Promise<Operator | null> {
    const [row] = await this.tx.query<OperatorRow>(`SELECT ${SELECTION} FROM operator WHERE ${condition}`, [value]);
    return row ? operatorOf(row) : null;
  }
}
