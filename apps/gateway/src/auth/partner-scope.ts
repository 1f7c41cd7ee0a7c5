import type { ApiKeyScope } from '@minisuite/contracts';
import { SetMetadata } from '@nestjs/common';

export const PARTNER_SCOPE = Symbol('partner scope');

/** Opens a route below /partner to keys that have a scope; where nothing is said it is closed to all. */
export const ForPartners = (scope: ApiKeyScope) => SetMetadata(PARTNER_SCOPE, scope);

/** Told by the pattern of a route rather than by a mark on it, so that no key opens anything else by oversight. */
export function isPartnerRoute(pattern: string | undefined): boolean {
  return /^\/api\/v1\/partner(\/|$)/.test(pattern ?? '');
}
