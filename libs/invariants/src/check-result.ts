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
