import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { judgeText } from '../domain/text-check.js';
import { WechatError } from '../domain/wechat-error.js';
import { MiniProgramState } from './mini-program-state.js';

const MAX_LENGTH = 2500;
const SCENES = [1, 2, 3, 4];

/** msgSecCheck, version 2. */
@Injectable()
export class CheckText {
  constructor(private readonly state: MiniProgramState) {}

  run(body: Readonly<Record<string, unknown>>): object {
    const { content, version, scene, openid, nickname = '', title = '', signature = '' } = body;
    if (typeof content !== 'string' || content === '') throw new WechatError('emptyBody');
    if ([...content].length > MAX_LENGTH || version !== 2 || !SCENES.includes(Number(scene))) {
      throw new WechatError('badFormat');
    }
    if (typeof openid !== 'string') throw new WechatError('invalidOpenid');
    if (!this.state.users.has(openid)) throw new WechatError('notARecentUser');
    const { keyword, ...result } = judgeText([content, nickname, title, signature].join('\n'));
    const found = { ...result, ...(keyword !== undefined && { keyword }) };
    return {
      trace_id: randomBytes(16).toString('hex'),
      result,
      detail: [{ strategy: 'content_model', errcode: 0, ...found }],
    };
  }
}
