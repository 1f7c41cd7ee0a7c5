import type { Fault } from '../envelope/read-envelope.js';

/** Why a message was given up. */
export interface ParkingCause {
  readonly reason: Fault | 'REFUSED' | 'FAILED' | 'CRASHED' | 'SECOND_TRANSACTION';
  /** The error that was thrown, or a sentence. */
  readonly error: unknown;
  readonly attempts: number;
}

/** PARKED waits for an operator, REPLAYING is under way, REPLAYED and DISCARDED are over. */
export type DeadLetterState = 'PARKED' | 'REPLAYING' | 'REPLAYED' | 'DISCARDED';

/** A message that could not be handled, without its content. */
export interface DeadLetterSummary {
  readonly id: string;
  /** The consumer group that gave it up. */
  readonly consumer: string;
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
  readonly key: string | null;
  readonly eventId: string | null;
  readonly type: string | null;
  readonly reason: string;
  readonly error: string;
  /** Calls of the handler before it was parked; 0 when it could not even be read. */
  readonly attempts: number;
  readonly parkedAt: Date;
  readonly state: DeadLetterState;
  readonly replays: number;
  readonly resolvedAt: Date | null;
  /** The operator who replayed or discarded it. */
  readonly resolvedBy: string | null;
  /** Why it was discarded. */
  readonly note: string | null;
}

/** A dead letter with the message as it came. */
export interface DeadLetter extends DeadLetterSummary {
  readonly headers: Readonly<Record<string, string>>;
  readonly payload: Buffer;
}

/** Which letters are meant; an absent field means any. */
export interface DeadLetterFilter {
  readonly state?: DeadLetterState;
  readonly topic?: string;
  readonly type?: string;
  readonly reason?: string;
  readonly eventId?: string;
  readonly key?: string;
}
