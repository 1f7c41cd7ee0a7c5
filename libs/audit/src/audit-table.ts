import type { DataSource } from 'typeorm';

/** Audit rows have a schema of their own beside that of the service, whose account may add rows there and read them, but change none. */
export function auditSchema({ driver }: DataSource): string {
  return `${driver.database}_audit`;
}

/** The table of the audit rows as a statement on the service's schema names it. */
export function auditTable(dataSource: DataSource): string {
  return `\`${auditSchema(dataSource)}\`.audit_log`;
}
