import { createHash } from 'node:crypto';
import { AUDIT_COLUMNS, AUDIT_SELECTION, type AuditRow, auditRow } from './audit-row.js';

/** A place in the chain of audit rows: which one it is, from 1 without a gap, and the hash there (64 hex digits). */
export interface Link {
  readonly seq: string;
  readonly hash: string;
}

/** A row and its place. */
export type ChainedRow = AuditRow & Link;

/** What to select for a ChainedRow. */
export const CHAINED_SELECTION = `${AUDIT_SELECTION}, seq, hash`;

/** Before the first row. */
export const NO_LINK: Link = { seq: '0', hash: '0'.repeat(64) };

/** Selects the newest link, which is kept in a row of its own. */
export const HEAD = 'SELECT seq, hash FROM audit_chain WHERE id = 1';

/** Places as text, whatever the driver makes of them. */
export function chainedRow(selected: ChainedRow): ChainedRow {
  return { ...auditRow(selected), seq: String(selected.seq) };
}

/** SHA-256 over the hash before, the place and every column, as JSON, which tells apart where one ends and the next begins. */
export function hashOf(before: string, seq: string, row: AuditRow): string {
  const values = [...AUDIT_COLUMNS.values()].map((name) => row[name]);
  return createHash('sha256')
    .update(JSON.stringify([before, seq, ...values]))
    .digest('hex');
}

/** The place after this one. */
export function nextSeq(seq: string): string {
  return String(BigInt(seq) + 1n);
}
