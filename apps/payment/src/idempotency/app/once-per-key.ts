import { REQUEST } from '@minisuite/database';
import { Ids } from '@minisuite/ids';
import { Clock, DomainError, isDomainError } from '@minisuite/kernel';
import { Injectable, Logger } from '@nestjs/common';
import { decide, isLasting, KEPT_MS, LEASE_MS, type Outcome, type RequestKey } from '../domain/claim.js';
import { IdempotencyTransactions } from './ports.js';

export interface KeyedRequest extends RequestKey {
  readonly requestHash: string;
}

export interface KeyedAnswer {
  readonly reference: string;
  readonly replayed: boolean;
}

@Injectable()
export class OncePerKey {
  private readonly logger = new Logger('OncePerKey');

  constructor(
    private readonly transactions: IdempotencyTransactions,
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {}

  /**
   * Does the work of the first request with a key and keeps the id it answers with, or its lasting refusal, for the next ones.
   * The work must be safe to resume: it runs again after a transient failure, or when the process died in it.
   */
  async run(request: KeyedRequest, work: () => Promise<string>): Promise<KeyedAnswer> {
    assertKey(request.key);
    const owner = this.ids.next();
    const kept = await this.claim(request, owner);
    if (kept) return replay(kept);
    try {
      const reference = await work();
      await this.finish(request, owner, { reference });
      return { reference, replayed: false };
    } catch (error) {
      if (isDomainError(error) && isLasting(error)) await this.finish(request, owner, { refusal: error });
      else await this.release(request, owner);
      throw error;
    }
  }

  private claim(request: KeyedRequest, owner: string): Promise<Outcome | null> {
    return this.transactions.run(REQUEST, async ({ keys }) => {
      const now = this.clock.now();
      const mine = {
        requestHash: request.requestHash,
        owner,
        lockedUntil: new Date(now.getTime() + LEASE_MS),
        expiresAt: new Date(now.getTime() + KEPT_MS),
        outcome: null,
      };
      const record = await keys.addOrLock(request, mine);
      if (record.owner === owner) return null;
      const decision = decide(record, request.requestHash, now);
      if (decision.act === 'replay') return decision.outcome;
      await keys.replace(request, mine);
      return null;
    });
  }

  private async finish(key: KeyedRequest, owner: string, outcome: Outcome): Promise<void> {
    const mine = await this.transactions.run(REQUEST, ({ keys }) => keys.finish(key, owner, outcome));
    // The attempt that took over answers for the key now; ours came to the same payment.
    if (!mine) this.logger.warn({ route: key.route }, 'an attempt outlived its lease');
  }

  private async release(key: KeyedRequest, owner: string): Promise<void> {
    const now = this.clock.now();
    await this.transactions
      .run(REQUEST, ({ keys }) => keys.release(key, owner, now))
      // The lease ends by itself; what made the work fail is the error to tell.
      .catch((error: unknown) => this.logger.warn({ err: error }, 'a key was not released'));
  }
}

function replay(outcome: Outcome): KeyedAnswer {
  if ('reference' in outcome) return { reference: outcome.reference, replayed: true };
  outcome.refusal.replayed = true;
  throw outcome.refusal;
}

function assertKey(key: string): void {
  if (key === '') throw new DomainError('invalid', 'IDEMPOTENCY_KEY_REQUIRED', 'The Idempotency-Key is missing.');
  if (/^[\x21-\x7e]{1,255}$/.test(key)) return;
  throw new DomainError('invalid', 'VALIDATION_FAILED', 'The Idempotency-Key is not valid.', [
    { path: 'Idempotency-Key', message: 'must be 1 to 255 visible ASCII characters' },
  ]);
}
