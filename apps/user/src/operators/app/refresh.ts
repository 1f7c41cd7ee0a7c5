import { REQUEST } from '@minisuite/database';
import { Clock } from '@minisuite/kernel';
import { Injectable } from '@nestjs/common';
import { RefreshTokenRotation } from '../../identity/app/refresh-token-rotation.js';
import { type TokenPair, TokenPairs } from '../../identity/app/token-pairs.js';
import { RefreshTokenInvalid, RefreshTokenReused } from '../../identity/domain/identity-errors.js';
import type { OperatorCard } from '../domain/operator.js';
import { bearerOf } from './bearer.js';
import { OperatorTransactions } from './ports.js';

@Injectable()
export class Refresh {
  constructor(
    private readonly transactions: OperatorTransactions,
    private readonly rotation: RefreshTokenRotation,
    private readonly tokenPairs: TokenPairs,
    private readonly clock: Clock,
  ) {}

  async run(refreshToken: string): Promise<{ tokens: TokenPair; operator: OperatorCard }> {
    // Of operators no device is known, so that none of them has a grace.
    const presented = this.rotation.presented(refreshToken, '');
    const now = this.clock.now();
    const rotated = await this.transactions.run(REQUEST, async ({ operators, audit, ...repositories }) => {
      const rotation = await this.rotation.rotate(repositories, presented, now);
      const operator = await operators.find(rotation.session.ownerId);
      if (!operator) throw new RefreshTokenInvalid();
      if (rotation.reused) {
        await audit.record({
          action: 'operator.refresh',
          outcome: 'FAILED',
          reason: 'REFRESH_REUSED',
          operator: { id: operator.id, name: operator.card.username },
          details: { sessionId: rotation.session.id },
        });
        return rotation;
      }
      operator.mustBeActive();
      return { ...rotation, operator };
    });
    if (rotated.reused) {
      await this.rotation.alarm(rotated.session, { operatorId: rotated.session.ownerId });
      throw new RefreshTokenReused();
    }
    const { session, token, operator } = rotated;
    return { tokens: this.tokenPairs.issue(session, token, now, bearerOf(operator)), operator: operator.card };
  }
}
