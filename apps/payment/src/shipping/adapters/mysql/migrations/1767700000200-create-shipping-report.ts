import { TABLE_OPTIONS } from '@minisuite/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const ASCII = 'CHARACTER SET ascii COLLATE ascii_bin';

export class CreateShippingReport1767700000200 implements MigrationInterface {
  readonly name = 'CreateShippingReport1767700000200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE shipping_report (
      order_id BIGINT UNSIGNED NOT NULL PRIMARY KEY,
      user_id BIGINT UNSIGNED NOT NULL,
      payment_id BIGINT UNSIGNED NOT NULL,
      transaction_id VARCHAR(32) ${ASCII} NOT NULL,
      carrier VARCHAR(32) NOT NULL,
      tracking_no VARCHAR(64) NOT NULL,
      title VARCHAR(255) NOT NULL,
      status VARCHAR(16) ${ASCII} NOT NULL,
      attempts INT UNSIGNED NOT NULL DEFAULT 0,
      next_at DATETIME(3) NOT NULL,
      error VARCHAR(255) NULL,
      request_id VARCHAR(128) NOT NULL,
      created_at DATETIME(3) NOT NULL,
      sent_at DATETIME(3) NULL,
      KEY due (status, next_at),
      KEY waiting (status, created_at)
    ) ${TABLE_OPTIONS}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE shipping_report');
  }
}
