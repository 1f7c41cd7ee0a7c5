import { Injectable } from '@nestjs/common';
import { entityId } from '../domain/entity-id.js';
import { UserNotFound } from '../domain/identity-errors.js';
import { checkableText, type TextScene, type TextVerdict } from '../domain/text-check.js';
import { ContentCheck, Profiles } from './ports.js';

/** For services that keep what users write. */
@Injectable()
export class CheckText {
  constructor(
    private readonly profiles: Profiles,
    private readonly contentCheck: ContentCheck,
  ) {}

  /** Throws UserNotFound, for those too who have left, or WechatUnavailable. */
  async run(userId: string, scene: TextScene, text: string): Promise<TextVerdict> {
    const content = checkableText(text);
    const openid = await this.profiles.openidOf(entityId(userId, 'userId'));
    if (openid === null) throw new UserNotFound();
    return await this.contentCheck.verdictOn(content, scene, openid);
  }
}
