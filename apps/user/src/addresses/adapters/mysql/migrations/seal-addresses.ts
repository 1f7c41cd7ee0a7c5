import type { MigrationInterface, QueryRunner } from 'typeorm';
import { SEALED_COLUMNS } from '../address-row.js';

/** Room for sealed values, which are longer than what they hold and are compared byte by byte. */
export class SealAddresses1780000000002 implements MigrationInterface {
  readonly name = 'SealAddresses1780000000002';

  async up(runner: QueryRunner): Promise<void> {
    const columns = SEALED_COLUMNS.map(
      (column) => `MODIFY ${column} TEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL`,
    );
    await runner.query(`ALTER TABLE address ${columns.join(', ')}`);
  }

  async down(): Promise<void> {
    throw new Error('sealed values do not fit into the columns of before');
  }
}
