import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ConsistentView } from './consistent-view.js';
import type { Violation } from './check-result.js';
import { InvariantCheck } from './invariant-check.js';

/** The DI token of the checks of a service. */
export const CHECKS = Symbol('invariant checks');

const EXAMPLES = 100;
const PROBLEM_CHARACTERS = 300;

/** What became of one check; of the violations only the first hundred are listed. */
export interface CheckedInvariant {
  readonly name: string;
  readonly promise: string;
  readonly checked: number;
  readonly violations: number;
  readonly examples: readonly Violation[];
  readonly milliseconds: number;
}

/** Runs the checks of this service, all of them on one view. */
@Injectable()
export class RunChecks {
  private running: Promise<unknown> = Promise.resolve();
  private next: Promise<CheckedInvariant[]> | undefined;

  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(CHECKS) private readonly checks: readonly InvariantCheck[],
  ) {}

  /** Whoever asks while checks run shares the run that begins after them, so that the database bears one at a time. */
  execute(): Promise<CheckedInvariant[]> {
    if (!this.next) {
      const begin = () => {
        this.next = undefined;
        return this.run();
      };
      this.next = this.running.then(begin, begin);
      this.running = this.next;
    }
    return this.next;
  }

  private run(): Promise<CheckedInvariant[]> {
    return ConsistentView.of(this.dataSource, async (view) => {
      const results: CheckedInvariant[] = [];
      for (const check of this.checks) results.push(await checkedBy(check, view));
      return results;
    });
  }
}

async function checkedBy(check: InvariantCheck, view: ConsistentView): Promise<CheckedInvariant> {
  const { name, promise } = check;
  const started = performance.now();
  const { checked, violations } = await check.check(view);
  const examples = violations.slice(0, EXAMPLES).map(({ id, problem }) => ({
    id,
    problem: problem.slice(0, PROBLEM_CHARACTERS),
  }));
  const milliseconds = Math.round(performance.now() - started);
  return { name, promise, checked, violations: violations.length, examples, milliseconds };
}
