import { TABLE_OPTIONS } from '@minisuite/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What waits for WeChat is a table of its own, so that an order without a remark costs no more than before. */
export class CheckRemarks1780000010000 implements MigrationInterface {
  readonly name = 'CheckRemarks1780000010000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE orders
  ADD COLUMN remark_status VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'NONE'`);
    // These have been read already.
    await runner.query("UPDATE orders SET remark_status = 'PASSED' WHERE remark <> ''");
    await runner.query(`CREATE TABLE remark_check (
  order_id BIGINT UNSIGNED NOT NULL PRIMARY KEY,
  unanswered INT UNSIGNED NOT NULL DEFAULT 0,
  next_at DATETIME(3) NOT NULL,
  KEY due (next_at)
) ${TABLE_OPTIONS}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE remark_check');
    await runner.query('ALTER TABLE orders DROP COLUMN remark_status');
  }
}
