import type { ConsistentView } from './consistent-view.js';

/** A thing that is not as promised. */
export interface Violation {
  readonly id: string;
  readonly problem: string;
}

/** What a check has seen: how many things, and those of them that are not as promised. */
export interface CheckResult {
  readonly checked: number;
  readonly violations: readonly Violation[];
}

/** Something that must always be true of the books of a service. */
export abstract class InvariantCheck {
  /** Like `stock-balances`. */
  abstract readonly name: string;
  /** What must be true, in one sentence. */
  abstract readonly promise: string;

  /** Looks at one moment of the database, while others write. */
  abstract check(view: ConsistentView): Promise<CheckResult>;
}
