import { DomainError } from '@minisuite/kernel';
import { Injectable } from '@nestjs/common';
import { entityId } from '../domain/entity-id.js';
import type { PublicProfile } from '../domain/profile.js';
import { Profiles } from './ports.js';

const MAX_IDS = 100;

@Injectable()
export class BatchGetUsers {
  constructor(private readonly profiles: Profiles) {}

  async run(ids: readonly string[]): Promise<PublicProfile[]> {
    if (ids.length > MAX_IDS) {
      throw new DomainError('invalid', 'VALIDATION_FAILED', 'Too many ids.', [
        { path: 'ids', message: `must be at most ${MAX_IDS}` },
      ]);
    }
    const wanted = new Set(ids.map((id, index) => entityId(id, `ids.${index}`)));
    return wanted.size === 0 ? [] : this.profiles.findPublic([...wanted]);
  }
}
