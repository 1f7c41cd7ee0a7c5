import { OPERATOR_ROLES, userV1 } from '@minisuite/contracts';
import { dateOf } from '@minisuite/grpc';
import type { z } from 'zod';
import { promised } from '../../clients/promised.js';
import { OPERATOR_STATUSES, type operatorAccountSchema } from './operators.schemas.js';

type Status = (typeof OPERATOR_STATUSES)[number];

const WIRE = {
  ACTIVE: userV1.OperatorStatus.OPERATOR_STATUS_ACTIVE,
  DISABLED: userV1.OperatorStatus.OPERATOR_STATUS_DISABLED,
} as const satisfies Record<Status, userV1.OperatorStatus>;

export const toWireStatus = (status: Status): userV1.OperatorStatus => WIRE[status];

export function toOperatorAccount(
  account: userV1.OperatorAccount | null | undefined,
): z.infer<typeof operatorAccountSchema> {
  const { operator, status, hasTotp, createdAt } = promised(account, 'operator');
  const { id, username, displayName, roles } = promised(operator, 'operator');
  return {
    id,
    username,
    displayName,
    roles: OPERATOR_ROLES.filter((role) => roles.includes(role)),
    status: promised(
      OPERATOR_STATUSES.find((name) => WIRE[name] === status),
      'status',
    ),
    hasTotp,
    createdAt: dateOf(createdAt).toISOString(),
  };
}
