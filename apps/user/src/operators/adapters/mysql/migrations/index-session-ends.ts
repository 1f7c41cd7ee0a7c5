import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Finds the sessions that ended lately, of users and of operators. */
export class IndexSessionEnds1780000000004 implements MigrationInterface {
  readonly name = 'IndexSessionEnds1780000000004';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of ['session', 'operator_session'])
      await runner.query(`ALTER TABLE ${table} ADD KEY ended (ended_at)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['session', 'operator_session']) await runner.query(`ALTER TABLE ${table} DROP KEY ended`);
  }
}
