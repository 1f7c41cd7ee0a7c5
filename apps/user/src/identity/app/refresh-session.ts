import { REQUEST } from '@minisuite/database';
import { Clock } from '@minisuite/kernel';
import { Injectable, Logger } from '@nestjs/common';
import type { Account } from '../domain/account.js';
import { RefreshTokenInvalid, RefreshTokenReused, UserNotFound } from '../domain/identity-errors.js';
import type { Profile } from '../domain/profile.js';
import type { Session } from '../domain/session.js';
import { EndedSessions, IdentityTransactions, RefreshTokenSecrets } from './ports.js';
import { type TokenPair, TokenPairs } from './token-pairs.js';

type Rotation =
  { session: Session; reused: true } | { session: Session; reused: false; account: Account; token: string };

@Injectable()
export class RefreshSession {
  private readonly logger = new Logger(RefreshSession.name);

  constructor(
    private readonly transactions: IdentityTransactions,
    private readonly secrets: RefreshTokenSecrets,
    private readonly tokenPairs: TokenPairs,
    private readonly endedSessions: EndedSessions,
    private readonly clock: Clock,
  ) {}

  async run(refreshToken: string): Promise<{ tokens: TokenPair; profile: Profile }> {
    const hash = this.secrets.hashOf(refreshToken);
    if (!hash) throw new RefreshTokenInvalid();
    const now = this.clock.now();
    const rotation = await this.rotate(hash, now);
    if (rotation.reused) {
      await this.alarm(rotation.session);
      throw new RefreshTokenReused();
    }
    return { tokens: this.tokenPairs.issue(rotation.session, rotation.token, now), profile: rotation.account.profile };
  }

  private rotate(hash: Buffer, now: Date): Promise<Rotation> {
    return this.transactions.run(REQUEST, async ({ accounts, sessions, refreshTokens }): Promise<Rotation> => {
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
      const account = await accounts.find(session.userId);
      if (!account) throw new UserNotFound();
      account.mustBeActive();
      const { token, hash: next } = this.secrets.create();
      await refreshTokens.add(next, session.id, now);
      await sessions.save(session);
      return { session, reused: false, account, token };
    });
  }

  private async alarm({ id: sessionId, userId }: Session): Promise<void> {
    this.logger.warn({ security: 'refresh_token_reused', userId, sessionId }, 'A used refresh token came again');
    await this.endedSessions.announce(sessionId).catch((error: unknown) => {
      this.logger.error({ err: error, sessionId }, 'Access tokens of an ended session stay good until they expire');
    });
  }
}
