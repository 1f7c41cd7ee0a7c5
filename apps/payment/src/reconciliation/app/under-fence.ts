import { REQUEST } from '@minisuite/database';
import type { Reconciliation } from '../domain/reconciliation.js';
import type { Differences, Reconciliations, ReconciliationTransactions, Turn } from './ports.js';

/** Writes only while the reconciliation is ours: a process that was frozen and overtaken changes nothing when it wakes. */
export async function underFence<T>(
  transactions: ReconciliationTransactions,
  { id, turn }: { id: string; turn: Turn },
  work: (
    reconciliation: Reconciliation,
    writes: { reconciliations: Reconciliations; differences: Differences },
  ) => Promise<T>,
): Promise<T> {
  await turn.keep();
  return transactions.run(REQUEST, async ({ reconciliations, differences }) => {
    const reconciliation = await reconciliations.lock(id);
    if (!reconciliation) throw new Error(`reconciliation ${id} has vanished`);
    reconciliation.mustBeHeld(turn.fence);
    return await work(reconciliation, { reconciliations, differences });
  });
}
