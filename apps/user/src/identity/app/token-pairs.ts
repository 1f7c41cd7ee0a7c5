import { Injectable } from '@nestjs/common';
import type { Session } from '../domain/session.js';
import { SessionPolicy } from '../domain/session-policy.js';
import { AccessTokens } from './ports.js';

export interface TokenPair {
  readonly accessToken: string;
  readonly accessTokenExpiresIn: number;
  readonly refreshToken: string;
  readonly refreshTokenExpiresIn: number;
}

@Injectable()
export class TokenPairs {
  constructor(
    private readonly accessTokens: AccessTokens,
    private readonly policy: SessionPolicy,
  ) {}

  issue(session: Session, refreshToken: string, now: Date): TokenPair {
    const { id: sessionId, userId, expiresAt: sessionEnd } = session;
    const expiresAt = this.policy.accessTokenEnd(now, sessionEnd);
    return {
      accessToken: this.accessTokens.sign({ userId, sessionId, issuedAt: now, expiresAt }),
      accessTokenExpiresIn: secondsBetween(now, expiresAt),
      refreshToken,
      refreshTokenExpiresIn: secondsBetween(now, sessionEnd),
    };
  }
}

function secondsBetween(from: Date, to: Date): number {
  return Math.floor((to.getTime() - from.getTime()) / 1000);
}
