import { TABLE_OPTIONS } from '@minisuite/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const ASCII = 'CHARACTER SET ascii COLLATE ascii_bin';

export class CreateOrdering1764000003000 implements MigrationInterface {
  readonly name = 'CreateOrdering1764000003000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE orders (
  id BIGINT UNSIGNED NOT NULL PRIMARY KEY,
  user_id BIGINT UNSIGNED NOT NULL,
  status VARCHAR(16) ${ASCII} NOT NULL,
  amount BIGINT UNSIGNED NOT NULL,
  address TEXT NULL,
  remark VARCHAR(200) NOT NULL,
  payment_id BIGINT UNSIGNED NULL,
  created_at DATETIME(3) NOT NULL,
  expires_at DATETIME(3) NOT NULL,
  paid_at DATETIME(3) NULL,
  shipped_at DATETIME(3) NULL,
  completed_at DATETIME(3) NULL,
  closed_at DATETIME(3) NULL,
  refunded_amount BIGINT UNSIGNED NOT NULL DEFAULT 0,
  KEY owner (user_id, id),
  KEY due (status, expires_at)
) ${TABLE_OPTIONS}`);
    await runner.query(`CREATE TABLE order_line (
  order_id BIGINT UNSIGNED NOT NULL,
  line_no SMALLINT UNSIGNED NOT NULL,
  sku_id BIGINT UNSIGNED NOT NULL,
  product_id BIGINT UNSIGNED NOT NULL,
  title VARCHAR(200) NOT NULL,
  image_url VARCHAR(512) NOT NULL,
  price BIGINT UNSIGNED NOT NULL,
  quantity INT NOT NULL,
  PRIMARY KEY (order_id, line_no)
) ${TABLE_OPTIONS}`);
    // Keys are compared byte by byte: two keys that differ in case only are two keys.
    await runner.query(`CREATE TABLE idempotency_key (
  user_id BIGINT UNSIGNED NOT NULL,
  request_key VARCHAR(255) ${ASCII} NOT NULL,
  request_hash VARCHAR(128) NOT NULL,
  order_id BIGINT UNSIGNED NULL,
  refusal TEXT NULL,
  expires_at DATETIME(3) NOT NULL,
  PRIMARY KEY (user_id, request_key),
  KEY expiry (expires_at)
) ${TABLE_OPTIONS}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['idempotency_key', 'order_line', 'orders']) await runner.query(`DROP TABLE ${table}`);
  }
}
