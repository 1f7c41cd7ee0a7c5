import { TABLE_OPTIONS } from '@minisuite/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateOperatorSessions1767225604002 implements MigrationInterface {
  readonly name = 'CreateOperatorSessions1767225604002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE operator_session (
      id BIGINT UNSIGNED NOT NULL PRIMARY KEY,
      operator_id BIGINT UNSIGNED NOT NULL,
      created_at DATETIME(3) NOT NULL,
      last_used_at DATETIME(3) NOT NULL,
      expires_at DATETIME(3) NOT NULL,
      ended_at DATETIME(3) NULL,
      end_reason VARCHAR(32) NULL,
      KEY of_operator (operator_id, id)
    ) ${TABLE_OPTIONS}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE operator_session');
  }
}
