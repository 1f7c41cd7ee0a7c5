import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Levels follow from points and are not kept any more. The column stays, because processes of the release before still write it. */
export class ComputeLevels1780000000007 implements MigrationInterface {
  readonly name = 'ComputeLevels1780000000007';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE account ALTER COLUMN level SET DEFAULT 1');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE account ALTER COLUMN level DROP DEFAULT');
  }
}
