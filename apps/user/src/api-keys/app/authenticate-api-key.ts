import { Clock } from '@minisuite/kernel';
import { Injectable } from '@nestjs/common';
import type { ApiKey } from '../domain/api-key.js';
import { ApiKeyExpired, ApiKeyInvalid } from '../domain/api-key-errors.js';
import { ApiKeyDirectory } from './ports.js';

@Injectable()
export class AuthenticateApiKey {
  constructor(
    private readonly directory: ApiKeyDirectory,
    private readonly clock: Clock,
  ) {}

  /** Throws TOKEN_INVALID for an unknown or revoked key, TOKEN_EXPIRED for one whose time is over. */
  async run(hash: string): Promise<ApiKey> {
    const presented = /^[\da-f]{64}$/.test(hash) ? await this.directory.byHash(hash) : undefined;
    if (!presented || presented.key.revokedAt) throw new ApiKeyInvalid();
    const now = this.clock.now();
    const ends = [presented.key.expiresAt, presented.secretExpiresAt];
    if (ends.some((end) => end !== null && end <= now)) throw new ApiKeyExpired();
    await this.directory.noteUse(presented.secretId, now);
    return presented.key;
  }
}
