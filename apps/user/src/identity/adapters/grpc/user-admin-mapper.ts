import { userV1 } from '@minisuite/contracts';
import { toTimestamp } from '@minisuite/grpc';
import type { UserCard } from '../../app/ports.js';
import type { AccountStatus } from '../../domain/account.js';
import { toProfile } from './identity-mapper.js';

const WIRE = {
  ACTIVE: userV1.AccountStatus.ACCOUNT_STATUS_ACTIVE,
  DISABLED: userV1.AccountStatus.ACCOUNT_STATUS_DISABLED,
  CLOSING: userV1.AccountStatus.ACCOUNT_STATUS_CLOSING,
  CLOSED: userV1.AccountStatus.ACCOUNT_STATUS_CLOSED,
} as const satisfies Record<AccountStatus, userV1.AccountStatus>;

/** Null when none is named. */
export function fromStatus(wire: userV1.AccountStatus): AccountStatus | null {
  return (Object.keys(WIRE) as AccountStatus[]).find((status) => WIRE[status] === wire) ?? null;
}

export function toAccount({ profile, status, updatedAt }: UserCard): userV1.Account {
  return { profile: toProfile(profile), status: WIRE[status], updatedAt: toTimestamp(updatedAt) };
}
