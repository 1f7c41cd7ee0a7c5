import type { Connection, Pool } from 'mysql2/promise';

/** Runs work in one transaction on a connection of its own. */
export async function inTransaction(pool: Pool, work: (connection: Connection) => Promise<void>): Promise<void> {
  const connection = await pool.getConnection();
  try {
    await connection.query('START TRANSACTION');
    await work(connection);
    await connection.query('COMMIT');
  } catch (error) {
    await connection.query('ROLLBACK');
    throw error;
  } finally {
    connection.release();
  }
}
