export { Audit, type AuditFilter } from './audit.js';
export type { Link } from './audit-chain.js';
export { auditTable } from './audit-table.js';
export type { AuditEntry, AuditOutcome } from './audit-entry.js';
export { AuditModule } from './audit.module.js';
export type { AuditRow } from './audit-row.js';
export { type AuditFault, type AuditVerification, verifyAudit } from './audit-verification.js';
export { auditMigrations } from './migrations.js';
export { verifyAuditCommand } from './verify-audit-command.js';
