import type { DataSource } from 'typeorm';
import { FieldCipher } from './field-cipher.js';

/** Columns with sealed values, of a table whose primary key is one id. */
export interface SealedTable {
  readonly table: string;
  readonly columns: readonly string[];
}

/** What a run has looked at and done; `left` are values that are still under other keys or plain, by key id or `plain`. */
export interface ReencryptionResult {
  readonly rows: number;
  readonly sealed: number;
  readonly left: ReadonlyMap<string, number>;
}

type Row = { readonly id: string } & Readonly<Record<string, string | null>>;

const PORTION = 500;

/**
 * Brings all values of a table under the current key, in portions by id. It may be interrupted and begun again; a value that somebody
 * changes meanwhile is left to them, and counted as left when it is not under the current key.
 */
export class Reencryption {
  constructor(
    private readonly dataSource: DataSource,
    private readonly cipher: FieldCipher,
  ) {}

  async run({ table, columns }: SealedTable, portion = PORTION): Promise<ReencryptionResult> {
    let rows = 0;
    let sealed = 0;
    for await (const row of this.rows(table, columns, portion)) {
      for (const column of columns) sealed += await this.reseal(table, column, row);
      rows += 1;
    }
    return { rows, sealed, left: await this.count(table, columns, portion) };
  }

  private async reseal(table: string, column: string, row: Row): Promise<number> {
    const stored = row[column];
    if (stored === null || stored === undefined || FieldCipher.keyIdOf(stored) === this.cipher.current) return 0;
    const place = { table, column, id: row.id };
    const anew = this.cipher.seal(this.cipher.open(stored, place), place);
    // Compared byte by byte: a collation would take other letters for the same.
    const { affectedRows } = await this.dataSource.query<{ affectedRows: number }>(
      `UPDATE ${table} SET ${column} = ? WHERE id = ? AND BINARY ${column} = ?`,
      [anew, row.id, stored],
    );
    return affectedRows;
  }

  private async count(table: string, columns: readonly string[], portion: number): Promise<Map<string, number>> {
    const left = new Map<string, number>();
    for await (const row of this.rows(table, columns, portion)) {
      for (const column of columns) {
        const stored = row[column];
        if (stored === null || stored === undefined) continue;
        const key = FieldCipher.keyIdOf(stored) ?? 'plain';
        if (key !== this.cipher.current) left.set(key, (left.get(key) ?? 0) + 1);
      }
    }
    return left;
  }

  private async *rows(table: string, columns: readonly string[], portion: number): AsyncGenerator<Row> {
    const sql = `SELECT id, ${columns.join(', ')} FROM ${table} WHERE id > ? ORDER BY id LIMIT ?`;
    for (let after = '0'; ;) {
      const some = await this.dataSource.query<Row[]>(sql, [after, portion]);
      for (const row of some) {
        after = String(row.id);
        yield { ...row, id: after };
      }
      if (some.length < portion) return;
    }
  }
}
