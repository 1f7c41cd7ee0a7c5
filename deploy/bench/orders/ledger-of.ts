import type { Pool, RowDataPacket } from 'mysql2/promise';

/** The ledger's table, which has a schema of its own beside that of the pool. */
export async function ledgerOf(pool: Pool): Promise<string> {
  const [rows] = await pool.query<RowDataPacket[]>('SELECT DATABASE() AS name');
  return `\`${String(rows[0]?.['name'])}_ledger\`.ledger_line`;
}
