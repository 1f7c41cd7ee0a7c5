import { TABLE_OPTIONS } from '@minisuite/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateInbox1764000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE message (
      id BIGINT UNSIGNED NOT NULL PRIMARY KEY,
      user_id BIGINT UNSIGNED NOT NULL,
      kind VARCHAR(64) NOT NULL,
      title VARCHAR(100) NOT NULL,
      body VARCHAR(500) NOT NULL,
      subject_id VARCHAR(64) NOT NULL,
      read_at DATETIME(3) NULL,
      created_at DATETIME(3) NOT NULL,
      KEY by_user (user_id, id),
      KEY unread (user_id, read_at)
    ) ${TABLE_OPTIONS}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE message');
  }
}
