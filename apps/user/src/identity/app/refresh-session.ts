import { REQUEST } from '@minisuite/database';
import { Clock } from '@minisuite/kernel';
import { Injectable } from '@nestjs/common';
import { RefreshTokenReused, UserNotFound } from '../domain/identity-errors.js';
import type { OwnProfile } from '../domain/unpublished.js';
import { OwnProfiles } from './own-profiles.js';
import { IdentityTransactions } from './ports.js';
import { RefreshTokenRotation } from './refresh-token-rotation.js';
import { type TokenPair, TokenPairs, USER } from './token-pairs.js';

@Injectable()
export class RefreshSession {
  constructor(
    private readonly transactions: IdentityTransactions,
    private readonly rotation: RefreshTokenRotation,
    private readonly tokenPairs: TokenPairs,
    private readonly ownProfiles: OwnProfiles,
    private readonly clock: Clock,
  ) {}

  async run(refreshToken: string, deviceId: string): Promise<{ tokens: TokenPair; profile: OwnProfile }> {
    const presented = this.rotation.presented(refreshToken, deviceId);
    const now = this.clock.now();
    const rotated = await this.transactions.run(REQUEST, async ({ accounts, ...repositories }) => {
      const rotation = await this.rotation.rotate(repositories, presented, now);
      if (rotation.reused) return rotation;
      const account = await accounts.find(rotation.session.ownerId);
      if (!account) throw new UserNotFound();
      account.mustBeActive();
      return { ...rotation, account };
    });
    if (rotated.reused) {
      await this.rotation.alarm(rotated.session, { userId: rotated.session.ownerId });
      throw new RefreshTokenReused();
    }
    const { session, token, account } = rotated;
    return {
      tokens: this.tokenPairs.issue(session, token, now, USER),
      profile: await this.ownProfiles.of(account.profile),
    };
  }
}
