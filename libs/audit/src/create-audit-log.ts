import { TABLE_OPTIONS } from '@minisuite/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Makes the table of the audit rows in the schema of a service. Nothing updates or deletes one. */
export class CreateAuditLog1767225601000 implements MigrationInterface {
  readonly name = 'CreateAuditLog1767225601000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE audit_log (
  id BIGINT UNSIGNED NOT NULL PRIMARY KEY,
  at DATETIME(3) NOT NULL,
  operator_id BIGINT UNSIGNED NULL,
  operator_name VARCHAR(64) NOT NULL,
  action VARCHAR(64) NOT NULL,
  target_type VARCHAR(64) NOT NULL,
  target_id VARCHAR(128) NOT NULL,
  outcome VARCHAR(16) NOT NULL,
  reason VARCHAR(500) NOT NULL,
  details TEXT NOT NULL,
  request_id VARCHAR(128) NOT NULL,
  KEY of_operator (operator_id, id),
  KEY of_action (action, id),
  KEY of_target (target_id, id)
) ${TABLE_OPTIONS}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE audit_log');
  }
}
