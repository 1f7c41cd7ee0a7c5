import { TABLE_OPTIONS } from '@minisuite/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateAccounts1767225600001 implements MigrationInterface {
  readonly name = 'CreateAccounts1767225600001';

  async up(runner: QueryRunner): Promise<void> {
    // WeChat's ids differ by case, so they are compared byte by byte.
    await runner.query(`CREATE TABLE account (
      id BIGINT UNSIGNED NOT NULL PRIMARY KEY,
      openid VARCHAR(128) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
      unionid VARCHAR(128) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
      session_key VARCHAR(128) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
      nickname VARCHAR(64) NOT NULL,
      avatar_url VARCHAR(512) NOT NULL,
      city VARCHAR(64) NOT NULL,
      level INT UNSIGNED NOT NULL,
      points BIGINT NOT NULL,
      phone_country_code VARCHAR(8) NULL,
      phone_number VARCHAR(32) NULL,
      status VARCHAR(16) NOT NULL,
      created_at DATETIME(3) NOT NULL,
      updated_at DATETIME(3) NOT NULL,
      UNIQUE KEY one_account_per_openid (openid),
      KEY by_unionid (unionid)
    ) ${TABLE_OPTIONS}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE account');
  }
}
