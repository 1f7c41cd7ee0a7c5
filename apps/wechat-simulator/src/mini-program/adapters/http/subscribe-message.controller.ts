import { All, Controller, HttpCode, Req, UseFilters, UseGuards, UseInterceptors } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { SendSubscribeMessage } from '../../app/send-subscribe-message.js';
import { AccessTokenGuard } from './access-token.guard.js';
import { DisturbanceInterceptor } from './disturbance.interceptor.js';
import { jsonBody } from './wechat-json.js';
import { WechatErrorFilter } from './wechat-error.filter.js';

@Controller('cgi-bin/message/subscribe')
@UseFilters(WechatErrorFilter)
@UseGuards(AccessTokenGuard)
@UseInterceptors(DisturbanceInterceptor)
export class SubscribeMessageController {
  constructor(private readonly sendSubscribeMessage: SendSubscribeMessage) {}

  @All('send')
  @HttpCode(200)
  send(@Req() request: FastifyRequest): object {
    return { errcode: 0, errmsg: 'ok', msgid: this.sendSubscribeMessage.run(jsonBody(request.body)) };
  }
}
