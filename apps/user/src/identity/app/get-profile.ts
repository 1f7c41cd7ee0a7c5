import { Injectable } from '@nestjs/common';
import { UserNotFound } from '../domain/identity-errors.js';
import { type OwnProfile, ownProfile } from '../domain/unpublished.js';
import { DraftQueries, Profiles } from './ports.js';

@Injectable()
export class GetProfile {
  constructor(
    private readonly profiles: Profiles,
    private readonly drafts: DraftQueries,
  ) {}

  async run(userId: string): Promise<OwnProfile> {
    const [profile, drafts] = await Promise.all([this.profiles.find(userId), this.drafts.of(userId)]);
    if (!profile) throw new UserNotFound();
    return ownProfile(profile, drafts);
  }
}
