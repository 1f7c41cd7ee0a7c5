import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Room for sealed values, which are longer than what they hold and are compared byte by byte. */
export class SealPersonalData1780000000001 implements MigrationInterface {
  readonly name = 'SealPersonalData1780000000001';

  async up(runner: QueryRunner): Promise<void> {
    const sealed = 'TEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin';
    await runner.query('ALTER TABLE account ADD KEY by_status (status, updated_at)');
    await runner.query(`ALTER TABLE account MODIFY session_key ${sealed} NOT NULL, MODIFY phone_number ${sealed} NULL`);
  }

  async down(): Promise<void> {
    throw new Error('sealed values do not fit into the columns of before');
  }
}
