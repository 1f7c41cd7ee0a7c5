import { DomainError } from '@minisuite/kernel';
import type { Allowance } from './budgets.js';

export class RateLimited extends DomainError {
  constructor(readonly allowance: Allowance) {
    super('exhausted', 'RATE_LIMITED', 'A budget of requests is used up.');
    this.retryAfterMs = allowance.resetSeconds * 1000;
  }
}
