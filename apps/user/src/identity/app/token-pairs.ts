import { Injectable } from '@nestjs/common';
import type { Session } from '../domain/session.js';
import { SessionPolicy } from '../domain/session-policy.js';
import { AccessTokens, type Bearer } from './ports.js';

export interface TokenPair {
  readonly accessToken: string;
  readonly accessTokenExpiresIn: number;
  readonly refreshToken: string;
  readonly refreshTokenExpiresIn: number;
}

export const USER: Bearer = { typ: 'access' };

@Injectable()
export class TokenPairs {
  constructor(
    private readonly accessTokens: AccessTokens,
    private readonly policy: SessionPolicy,
  ) {}

  issue(session: Session, refreshToken: string, now: Date, bearer: Bearer): TokenPair {
    const { id: sessionId, ownerId: subject, expiresAt: sessionEnd } = session;
    const expiresAt = this.policy.accessTokenEnd(now, sessionEnd);
    return {
      accessToken: this.accessTokens.sign({ bearer, subject, sessionId, issuedAt: now, expiresAt }),
      accessTokenExpiresIn: secondsBetween(now, expiresAt),
      refreshToken,
      refreshTokenExpiresIn: secondsBetween(now, sessionEnd),
    };
  }
}

function secondsBetween(from: Date, to: Date): number {
  return Math.floor((to.getTime() - from.getTime()) / 1000);
}
