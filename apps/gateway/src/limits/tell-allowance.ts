import type { FastifyReply } from 'fastify';
import type { Allowance } from './budgets.js';

/** Tells the caller what is left of the scarcest budget that the request has been counted against. */
export function tellAllowance(reply: FastifyReply, allowance: Allowance | null): void {
  const told = reply.getHeader('ratelimit-remaining');
  if (!allowance || (told !== undefined && Number(told) <= allowance.remaining)) return;
  void reply.headers({
    'ratelimit-limit': allowance.limit,
    'ratelimit-remaining': allowance.remaining,
    'ratelimit-reset': allowance.resetSeconds,
  });
}
