import { MESSAGING_TABLES } from '@minisuite/messaging';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateMessaging1764000002000 implements MigrationInterface {
  readonly name = 'CreateMessaging1764000002000';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of MESSAGING_TABLES) await runner.query(table);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['inbox', 'outbox', 'lease']) await runner.query(`DROP TABLE ${table}`);
  }
}
