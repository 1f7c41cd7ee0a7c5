import type { Device } from './device.js';
import { RefreshTokenExpired, SessionRevoked } from './identity-errors.js';

export type SessionEnd = 'LOGOUT' | 'REFRESH_REUSED';

export interface SessionState {
  readonly id: string;
  /** The user, or the operator: their sessions live by the same rules, in tables of their own. */
  readonly ownerId: string;
  readonly device: Device;
  readonly createdAt: Date;
  readonly lastUsedAt: Date;
  /** Absolute: using the session does not prolong it. */
  readonly expiresAt: Date;
  readonly endedAt: Date | null;
  readonly endReason: SessionEnd | null;
}

export class Session {
  private constructor(private state: SessionState) {}

  static open(who: { id: string; ownerId: string; device: Device }, now: Date, lifeMs: number): Session {
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

  /** The first reason stays. */
  end(reason: SessionEnd, now: Date): void {
    if (this.state.endedAt) return;
    this.state = { ...this.state, endedAt: now, endReason: reason };
  }
}
