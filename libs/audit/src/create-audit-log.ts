import type { MigrationInterface, QueryRunner } from 'typeorm';
import { AUDIT_TABLE } from './audit-table.js';

/** Makes the table of the audit rows in the schema of a service. */
export class CreateAuditLog1767225601000 implements MigrationInterface {
  readonly name = 'CreateAuditLog1767225601000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(AUDIT_TABLE);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE audit_log');
  }
}
