import { userV1 } from '@minisuite/contracts';
import { toTimestamp } from '@minisuite/grpc';
import { DomainError } from '@minisuite/kernel';
import type { OperatorAccount, OperatorStatus } from '../../domain/operator.js';

const STATUSES = {
  ACTIVE: userV1.OperatorStatus.OPERATOR_STATUS_ACTIVE,
  DISABLED: userV1.OperatorStatus.OPERATOR_STATUS_DISABLED,
} as const satisfies Record<OperatorStatus, userV1.OperatorStatus>;

export function toAccount({ status, hasTotp, createdAt, roles, ...card }: OperatorAccount): userV1.OperatorAccount {
  return {
    operator: { ...card, roles: [...roles] },
    status: STATUSES[status],
    createdAt: toTimestamp(createdAt),
    hasTotp,
  };
}

/** Throws VALIDATION_FAILED when none is named. */
export function statusOf(given: userV1.OperatorStatus): OperatorStatus {
  for (const status of ['ACTIVE', 'DISABLED'] as const) if (STATUSES[status] === given) return status;
  throw new DomainError('invalid', 'VALIDATION_FAILED', 'The operator is not valid.', [
    { path: 'status', message: 'must be ACTIVE or DISABLED' },
  ]);
}
