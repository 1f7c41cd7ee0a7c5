import { All, Controller, HttpCode, Req, UseFilters, UseGuards, UseInterceptors } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { CheckImage } from '../../app/check-image.js';
import { AccessTokenGuard } from './access-token.guard.js';
import { DisturbanceInterceptor } from './disturbance.interceptor.js';
import { WechatErrorFilter } from './wechat-error.filter.js';
import { jsonBody } from './wechat-json.js';

@Controller('wxa')
@UseFilters(WechatErrorFilter)
@UseGuards(AccessTokenGuard)
@UseInterceptors(DisturbanceInterceptor)
export class ImageCheckController {
  constructor(private readonly checkImage: CheckImage) {}

  @All('media_check_async')
  @HttpCode(200)
  check(@Req() request: FastifyRequest): object {
    return { errcode: 0, errmsg: 'ok', ...this.checkImage.run(jsonBody(request.body)) };
  }
}
