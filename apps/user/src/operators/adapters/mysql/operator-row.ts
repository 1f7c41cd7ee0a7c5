import { Operator, type OperatorStatus } from '../../domain/operator.js';
import { rolesOf } from '../../domain/operator-input.js';

export interface OperatorRow {
  readonly id: string;
  readonly username: string;
  readonly display_name: string;
  readonly password_hash: string;
  readonly roles: string;
  readonly status: OperatorStatus;
  readonly created_at: Date;
  readonly updated_at: Date;
}

export const COLUMNS = 'id, username, display_name, password_hash, roles, status, created_at, updated_at';

export function operatorOf(row: OperatorRow): Operator {
  return Operator.restore({
    id: String(row.id),
    username: row.username,
    displayName: row.display_name,
    passwordHash: row.password_hash,
    roles: rolesOf(row.roles.split(',')),
    status: row.status,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  });
}
