import { Injectable } from '@nestjs/common';
import { MerchantAccount } from '../../account/domain/merchant-account.js';
import { SimulatedClock } from '../../simulation/app/ports.js';
import { fillTemplate } from '../domain/message-template.js';
import { WechatError } from '../domain/wechat-error.js';
import { MiniProgramState } from './mini-program-state.js';

const STATES = ['developer', 'trial', 'formal'];
const LANGUAGES = ['zh_CN', 'en_US', 'zh_HK', 'zh_TW'];
const FIRST_MSGID = 3_000_000_000_000_000;

/** subscribeMessage.send. */
@Injectable()
export class SendSubscribeMessage {
  constructor(
    private readonly account: MerchantAccount,
    private readonly state: MiniProgramState,
    private readonly clock: SimulatedClock,
  ) {}

  run(body: Readonly<Record<string, unknown>>): number {
    const { touser: openid, template_id: templateId, page = '', data } = body;
    if (typeof openid !== 'string' || !this.state.users.has(openid)) throw new WechatError('invalidOpenid');
    const template = Object.values(this.account.templates).find(({ id }) => id === templateId);
    if (template === undefined) throw new WechatError('invalidTemplate');
    const filled = fillTemplate(template, data);
    if (typeof page !== 'string') throw new WechatError('badArgument', 'page invalid');
    const miniprogramState = oneOf(STATES, body['miniprogram_state'] ?? 'formal', 'miniprogram_state');
    const lang = oneOf(LANGUAGES, body['lang'] ?? 'zh_CN', 'lang');
    // Last of all, so that a message WeChat refuses does not cost the user's consent.
    if (!this.state.grants.spend(openid, template.id)) throw new WechatError('notSubscribed');
    const msgid = FIRST_MSGID + this.state.sent.length;
    this.state.sent.push({
      msgid,
      openid,
      templateId: template.id,
      page,
      data: filled,
      miniprogramState,
      lang,
      sentAt: this.clock.now(),
    });
    return msgid;
  }
}

function oneOf(allowed: readonly string[], value: unknown, name: string): string {
  if (typeof value === 'string' && allowed.includes(value)) return value;
  throw new WechatError('badArgument', `${name} invalid`);
}
