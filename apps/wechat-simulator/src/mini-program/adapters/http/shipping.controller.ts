import { All, Controller, HttpCode, Req, UseFilters, UseGuards, UseInterceptors } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { UploadShippingInfo } from '../../app/upload-shipping-info.js';
import { AccessTokenGuard } from './access-token.guard.js';
import { DisturbanceInterceptor } from './disturbance.interceptor.js';
import { jsonBody } from './wechat-json.js';
import { WechatErrorFilter } from './wechat-error.filter.js';

@Controller('wxa/sec/order')
@UseFilters(WechatErrorFilter)
@UseGuards(AccessTokenGuard)
@UseInterceptors(DisturbanceInterceptor)
export class ShippingController {
  constructor(private readonly uploadShippingInfo: UploadShippingInfo) {}

  @All('upload_shipping_info')
  @HttpCode(200)
  upload(@Req() request: FastifyRequest): object {
    this.uploadShippingInfo.run(jsonBody(request.body));
    return { errcode: 0, errmsg: 'ok' };
  }
}
