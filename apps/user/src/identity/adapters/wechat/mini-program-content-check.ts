import { type MiniProgramClient, WechatApiError } from '@minisuite/wechat';
import { Logger } from '@nestjs/common';
import { ContentCheck } from '../../app/ports.js';
import { WechatUnavailable } from '../../domain/identity-errors.js';

export class MiniProgramContentCheck extends ContentCheck {
  private readonly logger = new Logger(MiniProgramContentCheck.name);

  constructor(private readonly client: Pick<MiniProgramClient, 'checkText'>) {
    super();
  }

  async isAcceptable(content: string, openid: string): Promise<boolean> {
    try {
      return (await this.client.checkText({ content, scene: 'profile', openid })) === 'pass';
    } catch (error) {
      if (!(error instanceof WechatApiError)) throw error;
      this.logger.error(
        { kind: error.kind, errcode: error.errcode, errmsg: error.errmsg },
        'WeChat could not be asked',
      );
      throw new WechatUnavailable();
    }
  }
}
