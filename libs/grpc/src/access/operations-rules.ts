import type { operationsV1 } from '@minisuite/contracts';
import { forAnybody, forOperator, type RulesOf } from './rpc-rules.js';

/** What every service serves beside its own package. */
export const operationsRules = {
  DeadLetterService: {
    listDeadLetters: forOperator('gateway'),
    getDeadLetter: forOperator('gateway'),
    replayDeadLetter: forOperator('gateway'),
    replayDeadLetters: forOperator('gateway'),
    discardDeadLetter: forOperator('gateway'),
  } satisfies RulesOf<operationsV1.DeadLetterServiceController>,
  // An operator, or a tool of ours; a user is refused by the service itself.
  InvariantService: {
    checkInvariants: forAnybody('gateway'),
  } satisfies RulesOf<operationsV1.InvariantServiceController>,
  AuditService: {
    listAuditEntries: forOperator('gateway'),
  } satisfies RulesOf<operationsV1.AuditServiceController>,
};
