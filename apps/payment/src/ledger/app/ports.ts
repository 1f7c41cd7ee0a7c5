import type { LedgerEntry } from '../domain/ledger-entry.js';

/** The books, inside one transaction; what stands there stays for ever. */
export abstract class Ledger {
  /** Throws when an entry of that name stands there already. */
  abstract book(entries: readonly LedgerEntry[]): Promise<void>;
}
