import { SetMetadata } from '@nestjs/common';

export type Role = 'admin';

/** Who of the operators may call a route; `any` is every operator, whatever the roles. */
export type Roles = readonly Role[] | 'any';

export const ROLES = Symbol('roles');

/** Opens a route below /admin to operators with one of the roles; where nothing is said it is for admins. */
export const RolesAllowed = (roles: Roles) => SetMetadata(ROLES, roles);

/** Tells whether somebody with these roles may call a route. */
export function allows(roles: Roles | undefined, held: readonly string[]): boolean {
  const wanted = roles ?? ['admin'];
  return wanted === 'any' || wanted.some((role) => held.includes(role));
}

/** Told by the pattern of a route rather than by a mark on it, so that no route below /admin can be left open by oversight. */
export function isAdminRoute(pattern: string | undefined): boolean {
  return /^\/api\/v1\/admin(\/|$)/.test(pattern ?? '');
}
