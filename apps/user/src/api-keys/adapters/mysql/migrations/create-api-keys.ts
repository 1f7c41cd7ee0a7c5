import { TABLE_OPTIONS } from '@minisuite/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateApiKeys1780000003000 implements MigrationInterface {
  readonly name = 'CreateApiKeys1780000003000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE api_key (
  id BIGINT UNSIGNED NOT NULL PRIMARY KEY,
  name VARCHAR(32) NOT NULL,
  scopes VARCHAR(128) NOT NULL,
  networks VARCHAR(2000) NOT NULL,
  created_at DATETIME(3) NOT NULL,
  expires_at DATETIME(3) NULL,
  revoked_at DATETIME(3) NULL
) ${TABLE_OPTIONS}`);
    await runner.query(`CREATE TABLE api_key_secret (
  id BIGINT UNSIGNED NOT NULL PRIMARY KEY,
  key_id BIGINT UNSIGNED NOT NULL,
  hash CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  prefix VARCHAR(16) NOT NULL,
  created_at DATETIME(3) NOT NULL,
  expires_at DATETIME(3) NULL,
  last_used_at DATETIME(3) NULL,
  UNIQUE KEY by_hash (hash),
  KEY of_key (key_id, id)
) ${TABLE_OPTIONS}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE api_key_secret, api_key');
  }
}
