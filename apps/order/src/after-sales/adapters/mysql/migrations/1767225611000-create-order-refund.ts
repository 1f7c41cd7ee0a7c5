import { TABLE_OPTIONS } from '@minisuite/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateOrderRefund1767225611000 implements MigrationInterface {
  readonly name = 'CreateOrderRefund1767225611000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE order_refund (
  refund_id BIGINT UNSIGNED NOT NULL PRIMARY KEY,
  order_id BIGINT UNSIGNED NOT NULL,
  amount BIGINT UNSIGNED NOT NULL,
  status VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  created_at DATETIME(3) NOT NULL,
  changed_at DATETIME(3) NOT NULL,
  KEY of_order (order_id)
) ${TABLE_OPTIONS}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE order_refund');
  }
}
