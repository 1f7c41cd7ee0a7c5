import { TABLE_OPTIONS } from '@minisuite/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateSessions1767225600002 implements MigrationInterface {
  readonly name = 'CreateSessions1767225600002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE session (
      id BIGINT UNSIGNED NOT NULL PRIMARY KEY,
      user_id BIGINT UNSIGNED NOT NULL,
      device_platform VARCHAR(32) NOT NULL,
      device_model VARCHAR(128) NOT NULL,
      created_at DATETIME(3) NOT NULL,
      last_used_at DATETIME(3) NOT NULL,
      expires_at DATETIME(3) NOT NULL,
      ended_at DATETIME(3) NULL,
      end_reason VARCHAR(32) NULL,
      KEY of_user (user_id, id)
    ) ${TABLE_OPTIONS}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE session');
  }
}
