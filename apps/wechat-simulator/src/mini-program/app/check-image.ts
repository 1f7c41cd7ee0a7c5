import { Injectable } from '@nestjs/common';
import { MerchantAccount } from '../../account/domain/merchant-account.js';
import { Randomness } from '../../simulation/app/ports.js';
import { judgeImage } from '../domain/image-check.js';
import { WechatError } from '../domain/wechat-error.js';
import { MiniProgramState } from './mini-program-state.js';
import { PushEvent } from './push-event.js';

const IMAGE = 2;
const SCENES = [1, 2, 3, 4];
const VERDICT_AFTER_MS = 1_000;

/** mediaCheckAsync, version 2, of pictures: the verdict comes by push. */
@Injectable()
export class CheckImage {
  constructor(
    private readonly account: MerchantAccount,
    private readonly state: MiniProgramState,
    private readonly pushEvent: PushEvent,
    private readonly randomness: Randomness,
  ) {}

  run(body: Readonly<Record<string, unknown>>): object {
    const { media_url: url, media_type: type, version, scene, openid } = body;
    if (typeof url !== 'string' || !URL.canParse(url)) throw new WechatError('badFormat');
    if (type !== IMAGE || version !== 2 || !SCENES.includes(Number(scene))) throw new WechatError('badFormat');
    if (typeof openid !== 'string') throw new WechatError('invalidOpenid');
    if (!this.state.users.has(openid)) throw new WechatError('notARecentUser');
    const traceId = this.randomness.hex(32);
    this.push(traceId, url);
    return { trace_id: traceId };
  }

  private push(traceId: string, url: string): void {
    const { errcode, errmsg, suggest, label } = judgeImage(url);
    const detail = [{ strategy: 'content_model', errcode: 0, suggest, label, prob: 90 }];
    const found = { errcode, errmsg, result: { suggest, label }, detail };
    const fields = { appid: this.account.appId, trace_id: traceId, version: 2, ...found };
    this.pushEvent.run('wxa_media_check', fields, VERDICT_AFTER_MS);
  }
}
