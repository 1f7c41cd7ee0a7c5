import { Injectable, Logger } from '@nestjs/common';
import { RefreshTokenInvalid } from '../domain/identity-errors.js';
import type { Session } from '../domain/session.js';
import { EndedSessions, type RefreshTokens, RefreshTokenSecrets, type Sessions } from './ports.js';
import { countSecurityEvent } from './security-metrics.js';

export interface SessionRepositories {
  readonly sessions: Sessions;
  readonly refreshTokens: RefreshTokens;
}

/** A refresh token, and the device that it comes from. */
export interface Presented {
  readonly token: string;
  readonly hash: Buffer;
  readonly deviceKey: Buffer | null;
}

export type Rotation = { session: Session; reused: true } | { session: Session; reused: false; token: string };

/**
 * Exchanges a refresh token for its successor; one that comes again ends its session, whoever of the two holders it was. Only the
 * device of the session, within 10 s and before the successor was used, gets the same successor once more: its answer was lost.
 */
@Injectable()
export class RefreshTokenRotation {
  private readonly logger = new Logger(RefreshTokenRotation.name);

  constructor(
    private readonly secrets: RefreshTokenSecrets,
    private readonly endedSessions: EndedSessions,
  ) {}

  presented(token: string, deviceId: string): Presented {
    const hash = this.secrets.hashOf(token);
    if (!hash) throw new RefreshTokenInvalid();
    return { token, hash, deviceKey: this.secrets.deviceKeyOf(deviceId) };
  }

  async rotate(repositories: SessionRepositories, presented: Presented, now: Date): Promise<Rotation> {
    const { sessions, refreshTokens } = repositories;
    const sessionId = await refreshTokens.sessionOf(presented.hash);
    const session = sessionId && (await sessions.lock(sessionId));
    if (!session) throw new RefreshTokenInvalid();
    const salt = this.secrets.salt();
    const first = await refreshTokens.supersede(presented.hash, salt, now);
    const next = first
      ? this.secrets.successorOf(presented.token, salt)
      : await this.lostAnswer(refreshTokens, session, presented, now);
    if (!next) {
      // Answered, not thrown: throwing would roll the end of the session back.
      session.end('REFRESH_REUSED', now);
      await sessions.save(session);
      return { session, reused: true };
    }
    session.use(now);
    if (first) await refreshTokens.add(next.hash, session.id, now);
    else countSecurityEvent('refresh_answer_repeated');
    await sessions.save(session);
    return { session, reused: false, token: next.token };
  }

  /** To be called when the end of the session has been committed; `owner` names whose it was in the log. */
  async alarm({ id: sessionId }: Session, owner: { userId: string } | { operatorId: string }): Promise<void> {
    countSecurityEvent('refresh_token_reused');
    this.logger.warn({ security: 'refresh_token_reused', ...owner, sessionId }, 'A used refresh token came again');
    await this.endedSessions.announce(sessionId).catch((error: unknown) => {
      this.logger.error({ err: error, sessionId }, 'Access tokens of an ended session stay good until they expire');
    });
  }

  /** The successor that was made before, as long as nobody has shown it yet: two lines can never grow from one token. */
  private async lostAnswer(tokens: RefreshTokens, session: Session, presented: Presented, now: Date) {
    const past = await tokens.successionOf(presented.hash);
    if (!past?.salt || !session.mayRepeat(presented.deviceKey, past.at, now)) return null;
    const successor = this.secrets.successorOf(presented.token, past.salt);
    return (await tokens.successionOf(successor.hash)) ? null : successor;
  }
}
