import { TABLE_OPTIONS } from '@minisuite/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateOperators1767225604001 implements MigrationInterface {
  readonly name = 'CreateOperators1767225604001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE operator (
      id BIGINT UNSIGNED NOT NULL PRIMARY KEY,
      username VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
      display_name VARCHAR(64) NOT NULL,
      password_hash VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
      roles VARCHAR(255) NOT NULL,
      status VARCHAR(16) NOT NULL,
      created_at DATETIME(3) NOT NULL,
      updated_at DATETIME(3) NOT NULL,
      UNIQUE KEY one_operator_per_username (username)
    ) ${TABLE_OPTIONS}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE operator');
  }
}
