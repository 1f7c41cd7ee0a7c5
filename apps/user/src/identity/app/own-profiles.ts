import { Injectable } from '@nestjs/common';
import type { Profile } from '../domain/profile.js';
import { type OwnProfile, ownProfile } from '../domain/unpublished.js';
import { DraftQueries } from './ports.js';

@Injectable()
export class OwnProfiles {
  constructor(private readonly drafts: DraftQueries) {}

  async of(profile: Profile): Promise<OwnProfile> {
    return ownProfile(profile, await this.drafts.of(profile.id));
  }
}
