import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Finds an account by its sealed phone number. */
export class IndexPhones1780000000003 implements MigrationInterface {
  readonly name = 'IndexPhones1780000000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE account ADD COLUMN phone_index BINARY(32) NULL AFTER phone_number, ADD KEY by_phone (phone_index, id)',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE account DROP COLUMN phone_index');
  }
}
