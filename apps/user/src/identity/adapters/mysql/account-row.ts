import { Account, type AccountStatus } from '../../domain/account.js';

export interface AccountRow {
  readonly id: string;
  readonly openid: string;
  readonly unionid: string | null;
  readonly session_key: string;
  readonly nickname: string;
  readonly avatar_url: string;
  readonly city: string;
  readonly level: number;
  readonly points: string;
  readonly phone_country_code: string | null;
  readonly phone_number: string | null;
  readonly status: AccountStatus;
  readonly created_at: Date;
  readonly updated_at: Date;
}

export function accountOf(row: AccountRow): Account {
  const { phone_country_code: countryCode, phone_number: number } = row;
  return Account.restore({
    id: String(row.id),
    openid: row.openid,
    unionid: row.unionid,
    sessionKey: row.session_key,
    nickname: row.nickname,
    avatarUrl: row.avatar_url,
    city: row.city,
    level: row.level,
    points: String(row.points),
    phone: countryCode !== null && number !== null ? { countryCode, number } : null,
    status: row.status,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  });
}
