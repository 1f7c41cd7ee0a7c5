import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AddOperatorSuccessions1769904000002 implements MigrationInterface {
  readonly name = 'AddOperatorSuccessions1769904000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE operator_refresh_token ADD COLUMN successor_salt BINARY(32) NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE operator_refresh_token DROP COLUMN successor_salt');
  }
}
