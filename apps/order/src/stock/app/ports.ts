import type { Tx } from '@minisuite/database';
import type { Move, MovementKind } from '../domain/stock-movement.js';

/** The stock of SKUs, inside one transaction. */
export abstract class Stock {
  /** Locks the SKUs in id order and tells what is available; unknown ones are left out. */
  abstract lock(skuIds: readonly string[]): Promise<Map<string, number>>;

  /** Moves pieces and writes the ledger; throws when a SKU does not have as many in the bucket they come from. */
  abstract move(kind: MovementKind, moves: readonly Move[], at: Date): Promise<void>;
}

/** Lets another feature move stock inside its own transaction. */
export abstract class StockInTransaction {
  abstract of(tx: Tx): Stock;
}
