import type { MigrationInterface, QueryRunner } from 'typeorm';
import { auditSchema, auditTable } from './audit-table.js';

/** Moves the audit rows to where the service's account can only add to them; its account needs `CREATE, SELECT, INSERT` there. */
export class MoveAuditLog1795700000000 implements MigrationInterface {
  readonly name = 'MoveAuditLog1795700000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE DATABASE IF NOT EXISTS \`${auditSchema(runner.connection)}\` CHARACTER SET utf8mb4`);
    // What was cut behind the move can be begun again.
    if (!(await runner.hasTable('audit_log'))) return;
    await runner.query(`RENAME TABLE audit_log TO ${auditTable(runner.connection)}`);
  }

  /** Only for an account that may drop tables there. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`RENAME TABLE ${auditTable(runner.connection)} TO audit_log`);
  }
}
