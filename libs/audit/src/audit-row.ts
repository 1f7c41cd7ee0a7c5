import type { AuditOutcome } from './audit-entry.js';

/** One row as it was written. */
export interface AuditRow {
  readonly id: string;
  readonly at: Date;
  readonly operatorId: string | null;
  readonly operatorName: string;
  readonly action: string;
  readonly targetType: string;
  readonly targetId: string;
  readonly outcome: AuditOutcome;
  readonly reason: string;
  /** A JSON object. */
  readonly details: string;
  readonly requestId: string;
}

/** The columns of a row in the order in which they are hashed. */
export const AUDIT_COLUMNS: ReadonlyMap<string, keyof AuditRow> = new Map([
  ['id', 'id'],
  ['at', 'at'],
  ['operator_id', 'operatorId'],
  ['operator_name', 'operatorName'],
  ['action', 'action'],
  ['target_type', 'targetType'],
  ['target_id', 'targetId'],
  ['outcome', 'outcome'],
  ['reason', 'reason'],
  ['details', 'details'],
  ['request_id', 'requestId'],
]);

/** What to select for an AuditRow. */
export const AUDIT_SELECTION = [...AUDIT_COLUMNS].map(([column, name]) => `${column} AS ${name}`).join(', ');

/** Ids as they are everywhere else, whatever the driver makes of them. */
export function auditRow<T extends AuditRow>(selected: T): T {
  return { ...selected, id: String(selected.id), operatorId: selected.operatorId && String(selected.operatorId) };
}
