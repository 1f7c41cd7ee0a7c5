export { ConsistentView } from './consistent-view.js';
export { InvariantCheck, type CheckResult, type Violation } from './invariant-check.js';
export { InvariantsModule } from './invariants.module.js';
export { RunChecks, type CheckedInvariant } from './run-checks.js';
