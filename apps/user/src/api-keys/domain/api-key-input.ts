import { API_KEY_SCOPES, type ApiKeyScope } from '@minisuite/contracts';
import { type ErrorDetail, isNetwork } from '@minisuite/kernel';
import type { ApiKeyFields } from './api-key.js';
import { InvalidApiKey } from './api-key-errors.js';

// Audit rows and metadata carry the name, which therefore is plain ASCII.
const NAME = /^[a-z0-9][a-z0-9._-]{2,31}$/;
const MAX_NETWORKS = 20;
const MAX_DAYS = 1825;
const MAX_OVERLAP_HOURS = 720;
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** What an admin asks for, as it comes. */
export interface AskedApiKey {
  readonly name: string;
  readonly scopes: readonly string[];
  readonly networks: readonly string[];
  /** 0 for ever. */
  readonly expiresInDays: number;
}

/** Throws VALIDATION_FAILED with every fault. */
export function apiKeyFields({ name, scopes, networks, expiresInDays }: AskedApiKey, now: Date): ApiKeyFields {
  const details: ErrorDetail[] = [];
  if (!NAME.test(name)) {
    details.push({ path: 'name', message: 'must have 3 to 32 of a-z, 0-9, dot, dash and underscore' });
  }
  if (scopes.length === 0 || !scopes.every(isScope)) {
    details.push({ path: 'scopes', message: `must be some of ${API_KEY_SCOPES.join(', ')}` });
  }
  if (networks.length > MAX_NETWORKS) details.push({ path: 'networks', message: `must be at most ${MAX_NETWORKS}` });
  for (const [index, network] of networks.entries()) {
    if (!isNetwork(network)) {
      details.push({ path: `networks.${index}`, message: 'must be an address or a network like 203.0.113.0/24' });
    }
  }
  if (!Number.isInteger(expiresInDays) || expiresInDays < 0 || expiresInDays > MAX_DAYS) {
    details.push({ path: 'expiresInDays', message: `must be 0 to ${MAX_DAYS}` });
  }
  if (details.length > 0) throw new InvalidApiKey(details);
  const expiresAt = expiresInDays === 0 ? null : new Date(now.getTime() + expiresInDays * DAY_MS);
  return { name, scopes: API_KEY_SCOPES.filter((scope) => scopes.includes(scope)), networks, expiresAt };
}

/** Until when the key before is good; throws VALIDATION_FAILED. */
export function overlapEnd(overlapHours: number, now: Date): Date {
  if (!Number.isInteger(overlapHours) || overlapHours < 0 || overlapHours > MAX_OVERLAP_HOURS) {
    throw new InvalidApiKey([{ path: 'overlapHours', message: `must be 0 to ${MAX_OVERLAP_HOURS}` }]);
  }
  return new Date(now.getTime() + overlapHours * HOUR_MS);
}

function isScope(text: string): text is ApiKeyScope {
  return (API_KEY_SCOPES as readonly string[]).includes(text);
}
