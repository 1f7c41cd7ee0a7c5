import { Injectable, Logger } from '@nestjs/common';
import { RefreshTokenInvalid } from '../domain/identity-errors.js';
import type { Session } from '../domain/session.js';
import { EndedSessions, type RefreshTokens, RefreshTokenSecrets, type Sessions } from './ports.js';

export interface SessionRepositories {
  readonly sessions: Sessions;
  readonly refreshTokens: RefreshTokens;
}

export type Rotation = { session: Session; reused: true } | { session: Session; reused: false; token: string };

/** Exchanges a refresh token for its successor; one that comes again ends its session, whoever of the two holders it was. */
@Injectable()
export class RefreshTokenRotation {
  private readonly logger = new Logger(RefreshTokenRotation.name);

  constructor(
    private readonly secrets: RefreshTokenSecrets,
    private readonly endedSessions: EndedSessions,
  ) {}

  hashOf(token: string): Buffer {
    const hash = this.secrets.hashOf(token);
    if (!hash) throw new RefreshTokenInvalid();
    return hash;
  }

  async rotate({ sessions, refreshTokens }: SessionRepositories, hash: Buffer, now: Date): Promise<Rotation> {
    const sessionId = await refreshTokens.sessionOf(hash);
    const session = sessionId && (await sessions.lock(sessionId));
    if (!session) throw new RefreshTokenInvalid();
    if (!(await refreshTokens.supersede(hash, now))) {
      // Answered, not thrown: throwing would roll the end of the session back.
      session.end('REFRESH_REUSED', now);
      await sessions.save(session);
      return { session, reused: true };
    }
    session.use(now);
    const { token, hash: next } = this.secrets.create();
    await refreshTokens.add(next, session.id, now);
    await sessions.save(session);
    return { session, reused: false, token };
  }

  /** To be called when the end of the session has been committed; `owner` names whose it was in the log. */
  async alarm({ id: sessionId }: Session, owner: { userId: string } | { operatorId: string }): Promise<void> {
    this.logger.warn({ security: 'refresh_token_reused', ...owner, sessionId }, 'A used refresh token came again');
    await this.endedSessions.announce(sessionId).catch((error: unknown) => {
      this.logger.error({ err: error, sessionId }, 'Access tokens of an ended session stay good until they expire');
    });
  }
}
