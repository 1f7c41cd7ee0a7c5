import { TABLE_OPTIONS } from '@minisuite/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const ASCII = 'CHARACTER SET ascii COLLATE ascii_bin';

export class CreateReconciliation1767800000000 implements MigrationInterface {
  readonly name = 'CreateReconciliation1767800000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE reconciliation (
      id BIGINT UNSIGNED NOT NULL PRIMARY KEY,
      bill_date CHAR(10) ${ASCII} NOT NULL,
      status VARCHAR(16) ${ASCII} NOT NULL,
      stage VARCHAR(16) ${ASCII} NOT NULL,
      run INT UNSIGNED NOT NULL,
      fence BIGINT UNSIGNED NOT NULL,
      load_id BIGINT UNSIGNED NULL,
      attempts INT UNSIGNED NOT NULL,
      next_at DATETIME(3) NULL,
      payments INT UNSIGNED NOT NULL,
      refunds INT UNSIGNED NOT NULL,
      paid_amount BIGINT NOT NULL,
      refunded_amount BIGINT NOT NULL,
      error VARCHAR(500) NOT NULL,
      started_at DATETIME(3) NULL,
      finished_at DATETIME(3) NULL,
      UNIQUE KEY one_per_day (bill_date),
      UNIQUE KEY of_load (load_id),
      KEY due (status, next_at)
    ) ${TABLE_OPTIONS}`);
    // What WeChat's bills say; of a load that was not read to its end nothing counts.
    await runner.query(`CREATE TABLE reconciliation_row (
      load_id BIGINT UNSIGNED NOT NULL,
      line INT UNSIGNED NOT NULL,
      subject VARCHAR(8) ${ASCII} NOT NULL,
      number VARCHAR(64) ${ASCII} NOT NULL,
      wechat_number VARCHAR(64) ${ASCII} NOT NULL,
      amount BIGINT NOT NULL,
      state VARCHAR(32) NOT NULL,
      PRIMARY KEY (load_id, line),
      KEY of_number (number, subject, load_id),
      KEY of_load (load_id, subject, number)
    ) ${TABLE_OPTIONS}`);
    await runner.query(`CREATE TABLE reconciliation_difference (
      id BIGINT UNSIGNED NOT NULL PRIMARY KEY,
      reconciliation_id BIGINT UNSIGNED NOT NULL,
      kind VARCHAR(16) ${ASCII} NOT NULL,
      status VARCHAR(16) ${ASCII} NOT NULL,
      subject VARCHAR(8) ${ASCII} NOT NULL,
      number VARCHAR(64) ${ASCII} NOT NULL,
      wechat_number VARCHAR(64) ${ASCII} NOT NULL,
      payment_id BIGINT UNSIGNED NULL,
      refund_id BIGINT UNSIGNED NULL,
      wechat_amount BIGINT NOT NULL,
      our_amount BIGINT NOT NULL,
      wechat_state VARCHAR(32) NOT NULL,
      our_state VARCHAR(32) NOT NULL,
      askable TINYINT UNSIGNED NOT NULL,
      seen_run INT UNSIGNED NOT NULL,
      note VARCHAR(500) NOT NULL,
      found_at DATETIME(3) NOT NULL,
      resolved_at DATETIME(3) NULL,
      UNIQUE KEY once (reconciliation_id, kind, subject, number),
      KEY of_status (reconciliation_id, status, id),
      KEY waiting (status, kind, number)
    ) ${TABLE_OPTIONS}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['reconciliation_difference', 'reconciliation_row', 'reconciliation']) {
      await runner.query(`DROP TABLE ${table}`);
    }
  }
}
