import { TABLE_OPTIONS } from '@minisuite/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateDrafts1780000040000 implements MigrationInterface {
  readonly name = 'CreateDrafts1780000040000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE draft (
      user_id BIGINT UNSIGNED NOT NULL,
      field VARCHAR(16) NOT NULL,
      id BIGINT UNSIGNED NOT NULL,
      value VARCHAR(512) NOT NULL,
      state VARCHAR(16) NOT NULL,
      attempts INT UNSIGNED NOT NULL,
      next_at DATETIME(3) NOT NULL,
      trace_id VARCHAR(64) NULL,
      PRIMARY KEY (user_id, field),
      UNIQUE KEY by_id (id),
      KEY due (state, next_at),
      KEY by_trace (trace_id)
    ) ${TABLE_OPTIONS}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE draft');
  }
}
