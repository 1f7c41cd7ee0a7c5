import { operationsV1 } from '@minisuite/contracts';
import { caller } from '@minisuite/grpc';
import { DomainError } from '@minisuite/kernel';
import { Controller, Inject } from '@nestjs/common';
import { type CheckedInvariant, RunChecks } from './run-checks.js';

/** Checks on request of an operator, or of a service on its own behalf. */
@Controller()
@operationsV1.InvariantServiceControllerMethods()
export class InvariantController implements operationsV1.InvariantServiceController {
  constructor(@Inject(RunChecks) private readonly checks: RunChecks) {}

  async checkInvariants(): Promise<operationsV1.CheckInvariantsResponse> {
    const { operatorId, userId } = caller();
    if (userId && !operatorId) throw new DomainError('forbidden', 'FORBIDDEN', 'This is for operators.');
    return { invariants: (await this.checks.execute()).map(toInvariant) };
  }
}

function toInvariant({ checked, violations, examples, ...rest }: CheckedInvariant): operationsV1.Invariant {
  return { ...rest, checked: String(checked), violations: String(violations), examples: [...examples] };
}
