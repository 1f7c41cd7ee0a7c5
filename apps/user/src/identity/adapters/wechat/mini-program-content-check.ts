import { type MiniProgramClient, NOT_A_RECENT_USER, WechatApiError } from '@minisuite/wechat';
import { Logger } from '@nestjs/common';
import { ContentCheck } from '../../app/ports.js';
import { WechatUnavailable } from '../../domain/identity-errors.js';
import type { TextScene, TextVerdict } from '../../domain/text-check.js';

export class MiniProgramContentCheck extends ContentCheck {
  private readonly logger = new Logger(MiniProgramContentCheck.name);

  constructor(
    private readonly client: Pick<MiniProgramClient, 'checkText' | 'submitImage'>,
    /** Verdicts on pictures come by push. */
    readonly looksAtPictures: boolean,
  ) {
    super();
  }

  async verdictOn(content: string, scene: TextScene, openid: string): Promise<TextVerdict> {
    // WeChat will not look at it any more, however often it is asked.
    return (await this.ask(() => this.client.checkText({ content, scene, openid }))) ?? 'review';
  }

  submitPicture(url: string, openid: string): Promise<string | null> {
    return this.ask(() => this.client.submitImage({ url, scene: 'profile', openid }));
  }

  /** Null when WeChat has not seen the user for two hours. */
  private async ask<T>(call: () => Promise<T>): Promise<T | null> {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof WechatApiError)) throw error;
      const { kind, errcode, errmsg } = error;
      if (errcode === NOT_A_RECENT_USER) return null;
      this.logger.error({ kind, errcode, errmsg }, 'WeChat could not be asked');
      throw new WechatUnavailable();
    }
  }
}
