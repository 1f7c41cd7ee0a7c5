import { TABLE_OPTIONS } from '@minisuite/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateCatalogue1764000000000 implements MigrationInterface {
  readonly name = 'CreateCatalogue1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE product (
  id BIGINT UNSIGNED NOT NULL PRIMARY KEY,
  slug VARCHAR(64) NOT NULL,
  title VARCHAR(128) NOT NULL,
  image_url VARCHAR(512) NOT NULL,
  category VARCHAR(32) NOT NULL,
  active TINYINT UNSIGNED NOT NULL,
  created_at DATETIME(3) NOT NULL,
  UNIQUE KEY slug (slug),
  KEY category (category, id)
) ${TABLE_OPTIONS}`);
    // available + reserved + sold is what ever came in: the rules of the stock feature say it, the CHECK refuses the rest.
    await runner.query(`CREATE TABLE sku (
  id BIGINT UNSIGNED NOT NULL PRIMARY KEY,
  product_id BIGINT UNSIGNED NOT NULL,
  title VARCHAR(64) NOT NULL,
  price BIGINT UNSIGNED NOT NULL,
  position SMALLINT UNSIGNED NOT NULL,
  active TINYINT UNSIGNED NOT NULL,
  available INT NOT NULL DEFAULT 0,
  reserved INT NOT NULL DEFAULT 0,
  sold INT NOT NULL DEFAULT 0,
  created_at DATETIME(3) NOT NULL,
  KEY product (product_id),
  CONSTRAINT sku_stock_not_negative CHECK (available >= 0 AND reserved >= 0 AND sold >= 0)
) ${TABLE_OPTIONS}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE sku');
    await runner.query('DROP TABLE product');
  }
}
