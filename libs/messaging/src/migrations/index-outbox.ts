import type { MigrationInterface, QueryRunner } from 'typeorm';
import { OUTBOX_INDEX } from '../tables.js';

/** The migration that lets the relay find out which aggregates wait, however long the outbox is. */
export class IndexOutbox1767225603000 implements MigrationInterface {
  readonly name = 'IndexOutbox1767225603000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(OUTBOX_INDEX);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE outbox DROP KEY waiting');
  }
}
