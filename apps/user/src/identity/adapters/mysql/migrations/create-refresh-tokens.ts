import { TABLE_OPTIONS } from '@minisuite/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateRefreshTokens1767225600003 implements MigrationInterface {
  readonly name = 'CreateRefreshTokens1767225600003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE refresh_token (
      hash BINARY(32) NOT NULL PRIMARY KEY,
      session_id BIGINT UNSIGNED NOT NULL,
      created_at DATETIME(3) NOT NULL,
      superseded_at DATETIME(3) NULL,
      KEY of_session (session_id)
    ) ${TABLE_OPTIONS}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE refresh_token');
  }
}
