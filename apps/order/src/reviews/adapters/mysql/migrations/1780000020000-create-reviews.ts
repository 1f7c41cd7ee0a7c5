import { TABLE_OPTIONS } from '@minisuite/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateReviews1780000020000 implements MigrationInterface {
  readonly name = 'CreateReviews1780000020000';

  async up(runner: QueryRunner): Promise<void> {
    // The key of_line is what makes one review of a line the only one.
    await runner.query(`CREATE TABLE review (
  id BIGINT UNSIGNED NOT NULL PRIMARY KEY,
  product_id BIGINT UNSIGNED NOT NULL,
  order_id BIGINT UNSIGNED NOT NULL,
  sku_id BIGINT UNSIGNED NOT NULL,
  user_id BIGINT UNSIGNED NULL,
  rating TINYINT UNSIGNED NOT NULL,
  text VARCHAR(500) NOT NULL,
  status VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  unanswered INT UNSIGNED NOT NULL DEFAULT 0,
  next_check_at DATETIME(3) NULL,
  created_at DATETIME(3) NOT NULL,
  UNIQUE KEY of_line (order_id, sku_id),
  KEY of_product (product_id, id),
  KEY of_user (user_id, id),
  KEY by_status (status, id),
  KEY due (next_check_at)
) ${TABLE_OPTIONS}`);
    await runner.query(`ALTER TABLE product
  ADD COLUMN review_count INT UNSIGNED NOT NULL DEFAULT 0,
  ADD COLUMN stars INT UNSIGNED NOT NULL DEFAULT 0`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE product DROP COLUMN review_count, DROP COLUMN stars');
    await runner.query('DROP TABLE review');
  }
}
