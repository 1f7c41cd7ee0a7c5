import type { FieldCipher } from '@minisuite/encryption';
import { Account, type AccountStatus } from '../../domain/account.js';

export interface AccountRow {
  readonly id: string;
  readonly openid: string;
  readonly unionid: string | null;
  readonly session_key: string;
  readonly nickname: string;
  readonly avatar_url: string;
  readonly city: string;
  readonly points: string;
  readonly phone_country_code: string | null;
  readonly phone_number: string | null;
  readonly status: AccountStatus;
  readonly created_at: Date;
  readonly updated_at: Date;
}

export const ACCOUNT_COLUMNS = `id, openid, unionid, session_key, nickname, avatar_url, city, points, phone_country_code,
  phone_number, status, created_at, updated_at`;

/** The columns whose values are sealed. */
export type SealedColumn = 'session_key' | 'phone_number';
export const SEALED_COLUMNS: readonly SealedColumn[] = ['session_key', 'phone_number'];

export const placeOf = (column: SealedColumn, id: string) => ({ table: 'account', column, id });

export function accountOf(row: AccountRow, cipher: FieldCipher): Account {
  const id = String(row.id);
  const { phone_country_code: countryCode } = row;
  const number = row.phone_number === null ? null : cipher.open(row.phone_number, placeOf('phone_number', id));
  return Account.restore({
    id,
    openid: row.openid,
    unionid: row.unionid,
    sessionKey: cipher.open(row.session_key, placeOf('session_key', id)),
    nickname: row.nickname,
    avatarUrl: row.avatar_url,
    city: row.city,
    points: String(row.points),
    phone: countryCode !== null && number !== null ? { countryCode, number } : null,
    status: row.status,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  });
}
