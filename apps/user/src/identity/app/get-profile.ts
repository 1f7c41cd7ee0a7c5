import { Injectable } from '@nestjs/common';
import { UserNotFound } from '../domain/identity-errors.js';
import type { Profile } from '../domain/profile.js';
import { Profiles } from './ports.js';

@Injectable()
export class GetProfile {
  constructor(private readonly profiles: Profiles) {}

  async run(userId: string): Promise<Profile> {
    const profile = await this.profiles.find(userId);
    if (!profile) throw new UserNotFound();
    return profile;
  }
}
