import { TABLE_OPTIONS } from '@minisuite/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateOperatorRefreshTokens1767225604003 implements MigrationInterface {
  readonly name = 'CreateOperatorRefreshTokens1767225604003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE operator_refresh_token (
      hash BINARY(32) NOT NULL PRIMARY KEY,
      session_id BIGINT UNSIGNED NOT NULL,
      created_at DATETIME(3) NOT NULL,
      superseded_at DATETIME(3) NULL,
      KEY of_session (session_id)
    ) ${TABLE_OPTIONS}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE operator_refresh_token');
  }
}
