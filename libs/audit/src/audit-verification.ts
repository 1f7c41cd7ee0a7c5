import type { DataSource } from 'typeorm';
import {
  CHAINED_SELECTION,
  type ChainedRow,
  chainedRow,
  hashOf,
  HEAD,
  type Link,
  NO_LINK,
  nextSeq,
} from './audit-chain.js';
import { auditTable } from './audit-table.js';

/**
 * The first thing that is wrong: a row was `changed` (or put in another's place), is `missing`, the newest ones were `cut-off`, some
 * were `added` outside of it, or all was `rewritten` since somebody noted an anchor.
 */
export interface AuditFault {
  readonly kind: 'changed' | 'missing' | 'cut-off' | 'added' | 'rewritten';
  readonly seq: string;
}

/** What a look at the whole chain has shown; `anchor` is the newest link, to be noted somewhere else. */
export interface AuditVerification {
  readonly rows: number;
  readonly anchor: Link;
  readonly fault: AuditFault | null;
}

const PORTION = 1000;

/** Walks the chain in portions, while others add to it; an anchor noted earlier also shows a chain that was made anew as a whole. */
export async function verifyAudit(dataSource: DataSource, noted?: Link): Promise<AuditVerification> {
  const anchor = await headOf(dataSource);
  let before = NO_LINK;
  let rows = 0;
  const found = (kind: AuditFault['kind'], seq: string): AuditVerification => ({ rows, anchor, fault: { kind, seq } });
  for await (const row of chained(dataSource, anchor.seq)) {
    const seq = nextSeq(before.seq);
    if (row.seq !== seq) return found('missing', seq);
    if (row.hash !== hashOf(before.hash, seq, row)) return found('changed', seq);
    if (seq === noted?.seq && row.hash !== noted.hash) return found('rewritten', seq);
    before = { seq, hash: row.hash };
    rows += 1;
  }
  if (before.seq !== anchor.seq) return found('cut-off', nextSeq(before.seq));
  if (before.hash !== anchor.hash) return found('rewritten', anchor.seq);
  if (noted && BigInt(noted.seq) > BigInt(anchor.seq)) return found('cut-off', nextSeq(anchor.seq));
  return { rows, anchor, fault: await outside(dataSource) };
}

async function headOf(dataSource: DataSource): Promise<Link> {
  const head = (await dataSource.query<Link[]>(HEAD))[0];
  if (!head) throw new Error('The audit chain has no head.');
  return { seq: String(head.seq), hash: head.hash };
}

/** In one statement, because the head moves with every row that is added. */
async function outside(dataSource: DataSource): Promise<AuditFault | null> {
  const rows = await dataSource.query<{ seq: string | null }[]>(
    `SELECT MIN(seq) AS seq FROM ${auditTable(dataSource)} WHERE seq = 0 OR seq > (SELECT seq FROM audit_chain WHERE id = 1)`,
  );
  const seq = rows[0]?.seq;
  return seq === null || seq === undefined ? null : { kind: 'added', seq: String(seq) };
}

async function* chained(dataSource: DataSource, last: string): AsyncGenerator<ChainedRow> {
  const sql = `SELECT ${CHAINED_SELECTION} FROM ${auditTable(dataSource)} WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT ?`;
  for (let after = '0'; ;) {
    const rows = await dataSource.query<ChainedRow[]>(sql, [after, last, PORTION]);
    for (const row of rows.map(chainedRow)) {
      after = row.seq;
      yield row;
    }
    if (rows.length < PORTION) return;
  }
}
