import { TABLE_OPTIONS } from '@minisuite/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateIdempotency1764000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Keys are compared byte by byte: two that differ in case only are two keys.
    await runner.query(`CREATE TABLE idempotency (
      user_id BIGINT UNSIGNED NOT NULL,
      route VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      idempotency_key VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      request_hash VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      state VARCHAR(16) NOT NULL,
      owner BIGINT UNSIGNED NOT NULL,
      locked_until DATETIME(3) NOT NULL,
      reference VARCHAR(64) NULL,
      refusal TEXT NULL,
      expires_at DATETIME(3) NOT NULL,
      PRIMARY KEY (user_id, route, idempotency_key),
      KEY expired (expires_at)
    ) ${TABLE_OPTIONS}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE idempotency');
  }
}
