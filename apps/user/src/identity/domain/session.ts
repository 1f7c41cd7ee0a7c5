import type { Device } from './device.js';
import { RefreshTokenExpired, SessionRevoked } from './identity-errors.js';

export type SessionEnd = 'LOGOUT' | 'KICKED' | 'REFRESH_REUSED' | 'RIGHTS_CHANGED' | 'ACCOUNT_CLOSED';

/** How long after a rotation its answer may count as lost on the way. */
const GRACE_MS = 10_000;

export interface SessionState {
  readonly id: string;
  /** The user, or the operator: their sessions live by the same rules, in tables of their own. */
  readonly ownerId: string;
  readonly device: Device;
  /** The hash of the id that the device chose for itself at the login; null when it named none. */
  readonly deviceKey: Buffer | null;
  readonly createdAt: Date;
  readonly lastUsedAt: Date;
  /** Absolute: using the session does not prolong it. */
  readonly expiresAt: Date;
  readonly endedAt: Date | null;
  readonly endReason: SessionEnd | null;
}

export class Session {
  private constructor(private state: SessionState) {}

  static open(who: Pick<SessionState, 'id' | 'ownerId' | 'device' | 'deviceKey'>, now: Date, lifeMs: number): Session {
    const expiresAt = new Date(now.getTime() + lifeMs);
    return new Session({ ...who, createdAt: now, lastUsedAt: now, expiresAt, endedAt: null, endReason: null });
  }

  static restore(state: SessionState): Session {
    return new Session(state);
  }

  get snapshot(): SessionState {
    return this.state;
  }

  get id(): string {
    return this.state.id;
  }

  get ownerId(): string {
    return this.state.ownerId;
  }

  get expiresAt(): Date {
    return this.state.expiresAt;
  }

  use(now: Date): void {
    if (this.state.endedAt) throw new SessionRevoked();
    if (now >= this.state.expiresAt) throw new RefreshTokenExpired();
    this.state = { ...this.state, lastUsedAt: now };
  }

  /** Tells whether somebody with a superseded token is the device of this session, asking again for an answer that it never got. */
  mayRepeat(deviceKey: Buffer | null, supersededAt: Date, now: Date): boolean {
    const known = this.state.deviceKey;
    if (!known || !deviceKey?.equals(known)) return false;
    return now.getTime() - supersededAt.getTime() <= GRACE_MS;
  }

  /** The first reason stays. */
  end(reason: SessionEnd, now: Date): void {
    if (this.state.endedAt) return;
    this.state = { ...this.state, endedAt: now, endReason: reason };
  }
}
