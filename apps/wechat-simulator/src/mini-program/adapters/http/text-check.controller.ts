import { All, Controller, HttpCode, Req, UseFilters, UseGuards, UseInterceptors } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { CheckText } from '../../app/check-text.js';
import { AccessTokenGuard } from './access-token.guard.js';
import { DisturbanceInterceptor } from './disturbance.interceptor.js';
import { jsonBody } from './wechat-json.js';
import { WechatErrorFilter } from './wechat-error.filter.js';

@Controller('wxa')
@UseFilters(WechatErrorFilter)
@UseGuards(AccessTokenGuard)
@UseInterceptors(DisturbanceInterceptor)
export class TextCheckController {
  constructor(private readonly checkText: CheckText) {}

  @All('msg_sec_check')
  @HttpCode(200)
  check(@Req() request: FastifyRequest): object {
    return { errcode: 0, errmsg: 'ok', ...this.checkText.run(jsonBody(request.body)) };
  }
}
