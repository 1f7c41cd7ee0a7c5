import { Transactions } from '@minisuite/database';
import type { KeyRecord, Outcome, RequestKey } from '../domain/claim.js';

export abstract class IdempotencyKeys {
  /** Adds the record unless the key exists; locks and answers what stands there then. */
  abstract addOrLock(key: RequestKey, record: KeyRecord): Promise<KeyRecord>;
  abstract replace(key: RequestKey, record: KeyRecord): Promise<void>;
  /** False when another attempt has taken the key over. */
  abstract finish(key: RequestKey, owner: string, outcome: Outcome): Promise<boolean>;
  /** Ends the lease of an attempt that came to nothing, so that the next may begin at once. */
  abstract release(key: RequestKey, owner: string, now: Date): Promise<void>;
  /** Deletes at most `limit` records whose time is over; answers how many. */
  abstract deleteExpired(now: Date, limit: number): Promise<number>;
}

export abstract class IdempotencyTransactions extends Transactions<{ readonly keys: IdempotencyKeys }> {}
