import { type MiniProgramClient, NOT_A_RECENT_USER, WechatApiError } from '@minisuite/wechat';
import { Logger } from '@nestjs/common';
import { ContentCheck } from '../../app/ports.js';
import { WechatUnavailable } from '../../domain/identity-errors.js';
import type { TextScene, TextVerdict } from '../../domain/text-check.js';

export class MiniProgramContentCheck extends ContentCheck {
  private readonly logger = new Logger(MiniProgramContentCheck.name);

  constructor(private readonly client: Pick<MiniProgramClient, 'checkText'>) {
    super();
  }

  async verdictOn(content: string, scene: TextScene, openid: string): Promise<TextVerdict> {
    try {
      return await this.client.checkText({ content, scene, openid });
    } catch (error) {
      if (!(error instanceof WechatApiError)) throw error;
      const { kind, errcode, errmsg } = error;
      // WeChat will not look at it any more, however often it is asked.
      if (errcode === NOT_A_RECENT_USER) return 'review';
      this.logger.error({ kind, errcode, errmsg }, 'WeChat could not be asked');
      throw new WechatUnavailable();
    }
  }
}
