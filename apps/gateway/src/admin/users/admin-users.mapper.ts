import { userV1 } from '@minisuite/contracts';
import { dateOf } from '@minisuite/grpc';
import type { z } from 'zod';
import { promised } from '../../clients/promised.js';
import { toProfile } from '../../users/users.mapper.js';
import { ACCOUNT_STATUSES, type userAccountSchema } from './admin-users.schemas.js';

type Status = (typeof ACCOUNT_STATUSES)[number];

export function toWireStatus(status: Status | undefined): userV1.AccountStatus {
  return userV1.AccountStatus[`ACCOUNT_STATUS_${status ?? 'UNSPECIFIED'}`];
}

export function toUserAccount(
  account: userV1.Account | null,
  absolute: (url: string) => string,
): z.infer<typeof userAccountSchema> {
  const { profile, status, updatedAt } = promised(account, 'account');
  return {
    ...toProfile(promised(profile, 'profile'), absolute),
    status: promised(
      ACCOUNT_STATUSES.find((name) => toWireStatus(name) === status),
      'status',
    ),
    updatedAt: dateOf(updatedAt).toISOString(),
  };
}
