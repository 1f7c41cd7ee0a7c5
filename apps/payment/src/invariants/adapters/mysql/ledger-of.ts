import type { ConsistentView } from '@minisuite/invariants';

/** The ledger's table, which has a schema of its own beside the service's. */
export async function ledgerOf(view: ConsistentView): Promise<string> {
  const [row] = await view.query<{ name: string }>('SELECT DATABASE() AS name');
  return `\`${row?.name ?? ''}_ledger\`.ledger_line`;
}
