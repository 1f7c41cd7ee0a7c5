import type { CheckResult } from './check-result.js';
import type { ConsistentView } from './consistent-view.js';

/** Something that must always be true of the books of a service. */
export abstract class InvariantCheck {
  /** Like `stock-balances`. */
  abstract readonly name: string;
  /** What must be true, in one sentence. */
  abstract readonly promise: string;

  /** Looks at one moment of the database, while others write. */
  abstract check(view: ConsistentView): Promise<CheckResult>;
}
