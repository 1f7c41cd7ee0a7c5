import { OPERATOR_ROLES, type OperatorRole } from '@minisuite/contracts';
import { SetMetadata } from '@nestjs/common';

/** Who of the operators may do what: the one table. */
export const PERMISSIONS = {
  'own-session': OPERATOR_ROLES,
  'assortment.read': OPERATOR_ROLES,
  'assortment.change': ['admin', 'operations'],
  'orders.read': OPERATOR_ROLES,
  'orders.ship': ['admin', 'operations'],
  'refunds.read': OPERATOR_ROLES,
  'refunds.decide': ['admin', 'operations'],
  'shipping-reports.read': OPERATOR_ROLES,
  'shipping-reports.retry': ['admin', 'operations'],
  'reconciliations.read': ['admin', 'operations', 'auditor'],
  'reconciliations.decide': ['admin', 'operations'],
  'invariants.read': ['admin', 'operations', 'auditor'],
  'dead-letters.read': ['admin', 'operations', 'auditor'],
  'dead-letters.decide': ['admin', 'operations'],
  'users.read': OPERATOR_ROLES,
  'users.disable': ['admin', 'support'],
  'users.edit': ['admin', 'support'],
  'reviews.read': OPERATOR_ROLES,
  'reviews.decide': ['admin', 'operations', 'support'],
  'audit-log.read': ['admin', 'auditor'],
  'operators.manage': ['admin'],
  'api-keys.manage': ['admin'],
} as const satisfies Record<string, readonly OperatorRole[]>;

export type Permission = keyof typeof PERMISSIONS;

export const PERMISSION = Symbol('permission');

/** Opens a route below /admin to operators who have a permission; where nothing is said it is for admins. */
export const Permitted = (permission: Permission) => SetMetadata(PERMISSION, permission);

/** Tells whether somebody with these roles may call a route. */
export function allows(permission: Permission | undefined, held: readonly string[]): boolean {
  const roles: readonly OperatorRole[] = permission ? PERMISSIONS[permission] : ['admin'];
  return roles.some((role) => held.includes(role));
}

/** Told by the pattern of a route rather than by a mark on it, so that no route below /admin can be left open by oversight. */
export function isAdminRoute(pattern: string | undefined): boolean {
  return /^\/api\/v1\/admin(\/|$)/.test(pattern ?? '');
}
