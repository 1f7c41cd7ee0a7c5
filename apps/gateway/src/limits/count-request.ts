import type { FastifyReply } from 'fastify';
import type { Allowance } from './budgets.js';
import { RateLimited } from './rate-limited.js';
import type { Claim, RateLimits } from './rate-limits.js';

/** Counts a request, and tells the caller what is left of the scarcest budget that it has been counted against. Throws RateLimited. */
export async function countRequest(limits: RateLimits, reply: FastifyReply, claims: readonly Claim[]): Promise<void> {
  try {
    tell(reply, await limits.take(claims));
  } catch (error) {
    if (error instanceof RateLimited) tell(reply, error.allowance);
    throw error;
  }
}

function tell(reply: FastifyReply, allowance: Allowance | null): void {
  const told = reply.getHeader('ratelimit-remaining');
  if (!allowance || (told !== undefined && Number(told) <= allowance.remaining)) return;
  void reply.headers({
    'ratelimit-limit': allowance.limit,
    'ratelimit-remaining': allowance.remaining,
    'ratelimit-reset': allowance.resetSeconds,
  });
}
