import { TABLE_OPTIONS } from '@minisuite/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ledgerSchema, ledgerTable } from '../ledger-table.js';

const ASCII = 'CHARACTER SET ascii COLLATE ascii_bin';

export class CreateMoneyLoop1767700000000 implements MigrationInterface {
  readonly name = 'CreateMoneyLoop1767700000000';

  async up(runner: QueryRunner): Promise<void> {
    const table = ledgerTable(await schemaOf(runner));
    await runner.query(`CREATE TABLE order_account (
      order_id BIGINT UNSIGNED NOT NULL PRIMARY KEY,
      sealed_at DATETIME(3) NULL,
      closed_at DATETIME(3) NULL,
      kept_payment_id BIGINT UNSIGNED NULL,
      UNIQUE KEY kept (kept_payment_id)
    ) ${TABLE_OPTIONS}`);
    await runner.query(`ALTER TABLE payment
      ADD COLUMN refunded_amount BIGINT UNSIGNED NOT NULL DEFAULT 0,
      ADD COLUMN refunding_amount BIGINT UNSIGNED NOT NULL DEFAULT 0,
      ADD COLUMN ask_at DATETIME(3) NULL,
      ADD COLUMN asked INT UNSIGNED NOT NULL DEFAULT 0,
      ADD COLUMN booked_at DATETIME(3) NULL,
      ADD KEY due (ask_at),
      ADD KEY by_paid_at (paid_at),
      ADD CONSTRAINT payment_refunds_fit CHECK (refunded_amount + refunding_amount <= amount)`);
    await runner.query(`CREATE TABLE refund (
      id BIGINT UNSIGNED NOT NULL PRIMARY KEY,
      payment_id BIGINT UNSIGNED NOT NULL,
      order_id BIGINT UNSIGNED NOT NULL,
      user_id BIGINT UNSIGNED NOT NULL,
      kind VARCHAR(16) ${ASCII} NOT NULL,
      amount BIGINT UNSIGNED NOT NULL,
      reason VARCHAR(200) NOT NULL,
      status VARCHAR(16) ${ASCII} NOT NULL,
      generation SMALLINT UNSIGNED NOT NULL,
      out_refund_no VARCHAR(64) ${ASCII} NOT NULL,
      wechat_refund_id VARCHAR(64) ${ASCII} NULL,
      attention VARCHAR(64) ${ASCII} NULL,
      attempts INT UNSIGNED NOT NULL,
      ask_at DATETIME(3) NULL,
      held TINYINT UNSIGNED NOT NULL,
      shipped TINYINT UNSIGNED NOT NULL,
      decision_reason VARCHAR(500) NOT NULL,
      request_key CHAR(64) ${ASCII} NULL,
      created_at DATETIME(3) NOT NULL,
      succeeded_at DATETIME(3) NULL,
      UNIQUE KEY by_out_refund_no (out_refund_no),
      UNIQUE KEY once_per_request (user_id, request_key),
      KEY of_payment (payment_id),
      KEY of_order (order_id, id),
      KEY of_status (status, id),
      KEY due (ask_at),
      KEY waiting (attention, id),
      KEY by_succeeded_at (succeeded_at)
    ) ${TABLE_OPTIONS}`);
    await runner.query(
      `CREATE DATABASE IF NOT EXISTS \`${ledgerSchema(await schemaOf(runner))}\` CHARACTER SET utf8mb4`,
    );
    await runner.query(`CREATE TABLE IF NOT EXISTS ${table} (
      id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
      entry VARCHAR(64) ${ASCII} NOT NULL,
      account VARCHAR(16) ${ASCII} NOT NULL,
      amount BIGINT NOT NULL,
      payment_id BIGINT UNSIGNED NOT NULL,
      refund_id BIGINT UNSIGNED NULL,
      booked_at DATETIME(3) NOT NULL,
      UNIQUE KEY once (entry, account),
      KEY of_payment (payment_id)
    ) ${TABLE_OPTIONS}`);
    await this.takeOver(runner, table);
  }

  /** What was paid before there were accounts and a ledger; none of it was refunded yet. */
  private async takeOver(runner: QueryRunner, table: string): Promise<void> {
    await runner.query(`INSERT INTO order_account (order_id, kept_payment_id)
      SELECT order_id, MIN(IF(status = 'SUCCEEDED', id, NULL)) FROM payment GROUP BY order_id`);
    await runner.query("UPDATE payment SET ask_at = created_at WHERE status = 'PENDING'");
    await runner.query('UPDATE payment SET booked_at = paid_at');
    for (const [account, sign] of [
      ['wechat', ''],
      ['orders', '-'],
    ]) {
      await runner.query(`INSERT INTO ${table} (entry, account, amount, payment_id, booked_at)
        SELECT CONCAT('payment:', p.id), '${account}', ${sign}CAST(p.amount AS SIGNED), p.id, p.paid_at
        FROM payment p JOIN order_account a ON a.kept_payment_id = p.id`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE refund');
    await runner.query(`ALTER TABLE payment DROP CONSTRAINT payment_refunds_fit, DROP KEY by_paid_at, DROP KEY due,
      DROP COLUMN booked_at, DROP COLUMN asked, DROP COLUMN ask_at, DROP COLUMN refunding_amount, DROP COLUMN refunded_amount`);
    await runner.query('DROP TABLE order_account');
  }
}

async function schemaOf(runner: QueryRunner): Promise<string> {
  const [row] = (await runner.query('SELECT DATABASE() AS name')) as { name: string }[];
  if (!row) throw new Error('there is no current schema');
  return row.name;
}
