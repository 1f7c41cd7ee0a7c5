import { TABLE_OPTIONS } from '@minisuite/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateOperatorTotp1780000000006 implements MigrationInterface {
  readonly name = 'CreateOperatorTotp1780000000006';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE operator_totp (
      id BIGINT UNSIGNED NOT NULL PRIMARY KEY,
      secret VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
      created_at DATETIME(3) NOT NULL,
      confirmed_at DATETIME(3) NULL,
      last_step BIGINT UNSIGNED NULL,
      wrong_codes INT UNSIGNED NOT NULL,
      wait_until DATETIME(3) NULL
    ) ${TABLE_OPTIONS}`);
    await runner.query(`CREATE TABLE operator_recovery_code (
      operator_id BIGINT UNSIGNED NOT NULL,
      hash BINARY(32) NOT NULL,
      PRIMARY KEY (operator_id, hash)
    ) ${TABLE_OPTIONS}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE operator_recovery_code, operator_totp');
  }
}
