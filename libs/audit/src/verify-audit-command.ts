import { parseArgs } from 'node:util';
import { createDataSource } from '@minisuite/database';
import type { Link } from './audit-chain.js';
import { type AuditFault, verifyAudit } from './audit-verification.js';

const WHAT: Record<AuditFault['kind'], string> = {
  changed: 'was changed',
  missing: 'is missing',
  'cut-off': 'and what followed were cut off',
  added: 'was added outside of the chain',
  rewritten: 'is not the one that was noted: the chain was made anew',
};

/**
 * The `verify-audit` command of a service: whether its audit rows are those that were written. `--anchor <seq>:<hash>` holds them
 * against an anchor that an earlier run has printed. Throws, so that the process ends with 1, when they are not.
 */
export async function verifyAuditCommand({ database }: { readonly database: { readonly url: string } }): Promise<void> {
  const { values } = parseArgs({ args: process.argv.slice(3), options: { anchor: { type: 'string' } } });
  const noted = anchorOf(values.anchor);
  const dataSource = createDataSource({ url: database.url, poolSize: 1 });
  await dataSource.initialize();
  try {
    const { rows, anchor, fault } = await verifyAudit(dataSource, noted);
    if (fault) throw new Error(`Audit row ${fault.seq} ${WHAT[fault.kind]}; the ${rows} rows before it are sound.`);
    process.stdout.write(`${rows} audit rows are sound; anchor ${anchor.seq}:${anchor.hash}\n`);
  } finally {
    await dataSource.destroy();
  }
}

function anchorOf(text: string | undefined): Link | undefined {
  if (text === undefined) return undefined;
  const [, seq, hash] = /^(0|[1-9]\d{0,18}):([\da-f]{64})$/.exec(text) ?? [];
  if (seq === undefined || hash === undefined) throw new Error('An anchor looks like <seq>:<64 hex digits>.');
  return { seq, hash };
}
