import type { MigrationInterface, QueryRunner } from 'typeorm';

const ASCII = 'CHARACTER SET ascii COLLATE ascii_bin';

/** Orders that are closing, and one time for what is next: an index as before, so that placing an order costs no more. */
export class CloseOrders1767225610000 implements MigrationInterface {
  readonly name = 'CloseOrders1767225610000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE orders
  ADD COLUMN closing VARCHAR(16) ${ASCII} NULL,
  ADD COLUMN closing_since DATETIME(3) NULL,
  ADD COLUMN close_attempts INT UNSIGNED NOT NULL DEFAULT 0,
  ADD COLUMN due_at DATETIME(3) NULL,
  ADD COLUMN carrier VARCHAR(20) ${ASCII} NULL,
  ADD COLUMN tracking_no VARCHAR(40) ${ASCII} NULL`);
    await runner.query("UPDATE orders SET due_at = expires_at WHERE status = 'PENDING_PAYMENT'");
    await runner.query('ALTER TABLE orders DROP KEY due, ADD KEY due (status, due_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE orders DROP KEY due, ADD KEY due (status, expires_at)');
    await runner.query(`ALTER TABLE orders DROP COLUMN closing, DROP COLUMN closing_since, DROP COLUMN close_attempts,
  DROP COLUMN due_at, DROP COLUMN carrier, DROP COLUMN tracking_no`);
  }
}
