import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lets operators change what is for sale: a version tells them of each other, and the ledger says why pieces came or went. */
export class VersionAssortment1780000002000 implements MigrationInterface {
  readonly name = 'VersionAssortment1780000002000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE product ADD version INT UNSIGNED NOT NULL DEFAULT 1');
    await runner.query('ALTER TABLE sku ADD version INT UNSIGNED NOT NULL DEFAULT 1');
    await runner.query('ALTER TABLE stock_movement ADD reason VARCHAR(200) NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE stock_movement DROP reason');
    await runner.query('ALTER TABLE sku DROP version');
    await runner.query('ALTER TABLE product DROP version');
  }
}
