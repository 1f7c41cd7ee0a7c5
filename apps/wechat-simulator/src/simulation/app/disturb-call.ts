import { Injectable } from '@nestjs/common';
import { defer, EMPTY, from, mergeMap, NEVER, type Observable } from 'rxjs';
import { catchError, defaultIfEmpty, ignoreElements } from 'rxjs/operators';
import { Faults } from '../domain/faults.js';

/** How long a call that is never answered may keep its connection. */
export const HOLD_MS = 4_000;

/** One call that may be disturbed. */
export interface DisturbableCall {
  /** Calls of one kind share a sequence. */
  readonly kind: string;
  /** What the caller is told when nothing was done. */
  refusal(): Error;
  /** Ends the connection without an answer. */
  hangUp(afterMs: number): void;
}

/** Lets a call fail as networks and busy servers do: refused, never answered, or carried out and never answered. */
@Injectable()
export class DisturbCall {
  constructor(private readonly faults: Faults) {}

  run<T>(call: DisturbableCall, handle: () => Observable<T>): Observable<T> {
    const { latencyMs } = this.faults.rates.api;
    const waited = latencyMs === 0 ? Promise.resolve() : pause(latencyMs);
    return from(waited).pipe(mergeMap(() => this.disturbed(call, handle)));
  }

  private disturbed<T>(call: DisturbableCall, handle: () => Observable<T>): Observable<T> {
    const refused = this.faults.strikes('api.errorRate', call.kind);
    const ignored = this.faults.strikes('api.timeoutRate', call.kind);
    const unanswered = this.faults.strikes('api.executeThenTimeoutRate', call.kind);
    if (refused) throw call.refusal();
    if (ignored) return this.neverAnswer(call);
    if (!unanswered) return handle();
    const done = handle().pipe(
      catchError(() => EMPTY),
      ignoreElements(),
      defaultIfEmpty(undefined),
    );
    return done.pipe(mergeMap(() => this.neverAnswer<T>(call)));
  }

  private neverAnswer<T>(call: DisturbableCall): Observable<T> {
    return defer(() => {
      call.hangUp(this.faults.holdsUnanswered() ? HOLD_MS : 0);
      return NEVER;
    });
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
