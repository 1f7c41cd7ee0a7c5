import { Gauge, metrics } from '@minisuite/service';
import type { CheckedInvariant } from './run-checks.js';

let checkedAt: number | undefined;

const violations = new Gauge({
  name: 'minisuite_invariant_violations',
  help: 'How many things are not as promised, by invariant; in the one process of a service that checks on schedule.',
  labelNames: ['invariant'],
  registers: [metrics()],
});
const age: Gauge = new Gauge({
  name: 'minisuite_invariants_checked_seconds',
  help: 'How long ago all invariants were checked; absent in processes that leave it to another one.',
  registers: [metrics()],
  collect: () => {
    if (checkedAt === undefined) age.remove();
    else age.set((performance.now() - checkedAt) / 1000);
  },
});

/** Shows what was found. */
export function showChecked(results: readonly CheckedInvariant[]): void {
  checkedAt = performance.now();
  for (const { name, violations: count } of results) violations.set({ invariant: name }, count);
}

/** Shows nothing: another process checks from now on, and two would contradict each other. */
export function showNothing(): void {
  checkedAt = undefined;
  violations.reset();
}
