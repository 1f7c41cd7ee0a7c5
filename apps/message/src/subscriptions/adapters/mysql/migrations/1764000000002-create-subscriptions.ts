import { TABLE_OPTIONS } from '@minisuite/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateSubscriptions1764000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE subscription_consent (
      user_id BIGINT UNSIGNED NOT NULL,
      template_id VARCHAR(64) NOT NULL,
      remaining INT UNSIGNED NOT NULL,
      last_result VARCHAR(16) NOT NULL,
      updated_at DATETIME(3) NOT NULL,
      PRIMARY KEY (user_id, template_id)
    ) ${TABLE_OPTIONS}`);
    await runner.query(`CREATE TABLE delivery (
      id BIGINT UNSIGNED NOT NULL PRIMARY KEY,
      user_id BIGINT UNSIGNED NOT NULL,
      template_id VARCHAR(64) NOT NULL,
      page VARCHAR(255) NOT NULL,
      data TEXT NOT NULL,
      status VARCHAR(16) NOT NULL,
      attempts INT UNSIGNED NOT NULL DEFAULT 0,
      next_attempt_at DATETIME(3) NOT NULL,
      last_error VARCHAR(255) NULL,
      request_id VARCHAR(128) NOT NULL,
      created_at DATETIME(3) NOT NULL,
      KEY due (status, next_attempt_at)
    ) ${TABLE_OPTIONS}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE delivery');
    await runner.query('DROP TABLE subscription_consent');
  }
}
