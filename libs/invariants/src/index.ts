export { ConsistentView } from './consistent-view.js';
export { InvariantCheck } from './invariant-check.js';
export type { CheckResult, Violation } from './check-result.js';
export { EventsLeave } from './events-leave.js';
export { InvariantsModule } from './invariants.module.js';
export { RunChecks, type CheckedInvariant } from './run-checks.js';
