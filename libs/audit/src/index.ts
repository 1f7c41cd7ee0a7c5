export { AUDIT_TABLE } from './audit-table.js';
export { Audit, type AuditFilter, type AuditRow } from './audit.js';
export type { AuditEntry, AuditOutcome } from './audit-entry.js';
export { CreateAuditLog1767225601000 } from './create-audit-log.js';
export { AuditModule } from './audit.module.js';
