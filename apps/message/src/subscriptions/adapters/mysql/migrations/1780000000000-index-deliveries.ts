import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Finds the deliveries of a user. */
export class IndexDeliveries1780000000000 implements MigrationInterface {
  readonly name = 'IndexDeliveries1780000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE delivery ADD KEY of_user (user_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE delivery DROP KEY of_user');
  }
}
