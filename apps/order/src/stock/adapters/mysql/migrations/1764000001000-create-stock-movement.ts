import { TABLE_OPTIONS } from '@minisuite/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateStockMovement1764000001000 implements MigrationInterface {
  readonly name = 'CreateStockMovement1764000001000';

  async up(runner: QueryRunner): Promise<void> {
    // The unique key is a second line of defence: no order can reserve, release or sell the same SKU twice.
    await runner.query(`CREATE TABLE stock_movement (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  sku_id BIGINT UNSIGNED NOT NULL,
  order_id BIGINT UNSIGNED NULL,
  kind VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  delta INT NOT NULL,
  created_at DATETIME(3) NOT NULL,
  UNIQUE KEY once (order_id, sku_id, kind)
) ${TABLE_OPTIONS}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE stock_movement');
  }
}
