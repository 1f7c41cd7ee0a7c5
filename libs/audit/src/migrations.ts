import type { MigrationClass } from '@minisuite/database';
import { ChainAuditLog1780000001000 } from './chain-audit-log.js';
import { CreateAuditLog1767225601000 } from './create-audit-log.js';
import { MoveAuditLog1795700000000 } from './move-audit-log.js';

/** What a schema needs for audit rows, beside a service's own migrations. */
export const auditMigrations: MigrationClass[] = [
  CreateAuditLog1767225601000,
  ChainAuditLog1780000001000,
  MoveAuditLog1795700000000,
];
