import type { operationsV1 } from '@minisuite/contracts';
import { fen as wholeNumber } from '@minisuite/kernel';
import type { z } from 'zod';
import type { invariantsSchema } from './invariants.schemas.js';

type Invariant = z.infer<typeof invariantsSchema>['invariants'][number];

export function toInvariant(service: Invariant['service'], answer: operationsV1.Invariant): Invariant {
  const { name, promise, checked, violations, examples, milliseconds } = answer;
  return {
    service,
    name,
    promise,
    checked: wholeNumber(checked),
    violations: wholeNumber(violations),
    examples: examples.map(({ id, problem }) => ({ id, problem })),
    milliseconds,
  };
}
