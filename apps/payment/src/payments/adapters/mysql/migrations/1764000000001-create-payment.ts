import { TABLE_OPTIONS } from '@minisuite/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreatePayment1764000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // active_order_id is the order until the payment is closed, so that its key allows one open or paid payment per order.
    await runner.query(`CREATE TABLE payment (
      id BIGINT UNSIGNED NOT NULL PRIMARY KEY,
      user_id BIGINT UNSIGNED NOT NULL,
      order_id BIGINT UNSIGNED NOT NULL,
      active_order_id BIGINT UNSIGNED NULL,
      amount BIGINT UNSIGNED NOT NULL,
      currency CHAR(3) NOT NULL,
      status VARCHAR(24) NOT NULL,
      out_trade_no VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      transaction_id VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NULL,
      description VARCHAR(127) NOT NULL,
      notify_url VARCHAR(255) NOT NULL,
      prepay_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
      prepay_at DATETIME(3) NULL,
      expires_at DATETIME(3) NOT NULL,
      paid_at DATETIME(3) NULL,
      created_at DATETIME(3) NOT NULL,
      UNIQUE KEY one_active_per_order (active_order_id),
      UNIQUE KEY by_out_trade_no (out_trade_no),
      UNIQUE KEY by_transaction (transaction_id),
      KEY by_order (order_id)
    ) ${TABLE_OPTIONS}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE payment');
  }
}
