import { DomainError } from '@minisuite/kernel';
import { Logger } from '@nestjs/common';
import {
  BrokenCircuitError,
  bulkhead,
  BulkheadRejectedError,
  circuitBreaker,
  CircuitState,
  handleType,
  SamplingBreaker,
} from 'cockatiel';
import { breakerOpen, callsRefused } from './call-metrics.js';
import { CallFailed } from './status.js';

/** When a service is taken for away, and how many calls it gets at a time. */
export interface CallLimits {
  /** Over how long calls are counted, and how many a second there must be before half of them can say anything. */
  readonly sampleMs: number;
  readonly minimumRps: number;
  /** How long no call is sent before one is to find out whether the service is back. */
  readonly halfOpenAfterMs: number;
  readonly atATime: number;
  readonly waiting: number;
}

const CALL_LIMITS: CallLimits = {
  sampleMs: 10_000,
  minimumRps: 5,
  halfOpenAfterMs: 2000,
  atATime: 512,
  waiting: 1024,
};

/** Circuit breaker and bulkhead of the calls to one target. */
export class CallGuard {
  private readonly logger = new Logger('GrpcClient');
  private readonly breaker;
  private readonly bulkhead;
  private open = false;

  constructor(
    private readonly target: string,
    private readonly limits: CallLimits,
  ) {
    const { sampleMs: duration, minimumRps, halfOpenAfterMs: halfOpenAfter } = limits;
    const breaker = new SamplingBreaker({ threshold: 0.5, duration, minimumRps });
    this.breaker = circuitBreaker(handleType(CallFailed), { breaker, halfOpenAfter });
    this.bulkhead = bulkhead(limits.atATime, limits.waiting);
    this.breaker.onBreak(() => this.note(true));
    this.breaker.onReset(() => this.note(false));
    breakerOpen.set({ target }, 0);
  }

  /** Sends a call, at once or when there is room; throws SERVICE_UNAVAILABLE without having sent it when the target is away or full. */
  async run<T>(send: () => Promise<T>): Promise<T> {
    // The breaker would let all wait for the one call that finds out, which may take as long as its deadline.
    if (this.breaker.state === CircuitState.HalfOpen) throw this.refusal('open');
    try {
      // The breaker inside: those who wait for room are refused as soon as it opens.
      return await this.bulkhead.execute(() => this.breaker.execute(send));
    } catch (error) {
      if (error instanceof BrokenCircuitError) throw this.refusal('open');
      throw error instanceof BulkheadRejectedError ? this.refusal('full') : error;
    }
  }

  private refusal(why: 'open' | 'full'): DomainError {
    callsRefused.inc({ target: this.target, why });
    const refusal = new DomainError('unavailable', 'SERVICE_UNAVAILABLE', 'A service is away or has too much to do.');
    refusal.retryAfterMs = this.limits.halfOpenAfterMs;
    return refusal;
  }

  /** Once for each time that a service is away, however many calls find it still so. */
  private note(open: boolean): void {
    if (this.open === open) return;
    this.open = open;
    breakerOpen.set({ target: this.target }, open ? 1 : 0);
    if (open) this.logger.warn(`${this.target} is away or too slow: calls are refused`);
    else this.logger.log(`${this.target} is back: calls are sent again`);
  }
}

const guards = new Map<string, CallGuard>();

/** The guard that all clients in this process of one package at one address share. */
export function guardOf(to: { package: string; address: string; limits?: CallLimits }): CallGuard {
  const target = `${to.package}@${to.address}`;
  const guard = guards.get(target) ?? new CallGuard(target, to.limits ?? CALL_LIMITS);
  guards.set(target, guard);
  return guard;
}
