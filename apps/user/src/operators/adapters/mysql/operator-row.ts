import { Operator, type OperatorStatus } from '../../domain/operator.js';
import { rolesOf } from '../../domain/operator-input.js';

export interface OperatorRow {
  readonly id: string;
  readonly username: string;
  readonly display_name: string;
  readonly password_hash: string;
  readonly roles: string;
  readonly status: OperatorStatus;
  readonly has_totp: number;
  readonly created_at: Date;
  readonly updated_at: Date;
}

export const COLUMNS = 'id, username, display_name, password_hash, roles, status, created_at, updated_at';

export const SELECTION = `${COLUMNS}, EXISTS (SELECT 1 FROM operator_totp t WHERE t.id = operator.id AND t.confirmed_at IS NOT NULL) AS has_totp`;

export function operatorOf(row: OperatorRow): Operator {
  return Operator.restore({
    id: String(row.id),
    username: row.username,
    displayName: row.display_name,
    passwordHash: row.password_hash,
    roles: rolesOf(row.roles.split(',')),
    status: row.status,
    hasTotp: Boolean(Number(row.has_totp)),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  });
}
