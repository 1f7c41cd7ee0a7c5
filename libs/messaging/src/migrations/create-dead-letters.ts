import type { MigrationInterface, QueryRunner } from 'typeorm';
import { DEAD_LETTER_TABLES } from '../tables.js';

/** The migration that makes the tables for attempts and dead letters in a service's schema. */
export class CreateDeadLetters1767225602000 implements MigrationInterface {
  readonly name = 'CreateDeadLetters1767225602000';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of DEAD_LETTER_TABLES) await runner.query(table);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['dead_letter', 'delivery_attempt']) await runner.query(`DROP TABLE ${table}`);
  }
}
