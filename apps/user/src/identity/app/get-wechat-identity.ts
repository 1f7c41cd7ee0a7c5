import { Injectable } from '@nestjs/common';
import { entityId } from '../domain/entity-id.js';
import { UserNotFound } from '../domain/identity-errors.js';
import { Profiles } from './ports.js';

@Injectable()
export class GetWechatIdentity {
  constructor(private readonly profiles: Profiles) {}

  async run(userId: string): Promise<{ openid: string }> {
    const openid = await this.profiles.openidOf(entityId(userId, 'userId'));
    if (openid === null) throw new UserNotFound();
    return { openid };
  }
}
