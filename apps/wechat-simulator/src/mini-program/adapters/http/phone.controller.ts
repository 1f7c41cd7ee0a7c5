import { All, Controller, HttpCode, Req, UseFilters, UseGuards, UseInterceptors } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { ReadPhoneNumber } from '../../app/read-phone-number.js';
import { AccessTokenGuard } from './access-token.guard.js';
import { DisturbanceInterceptor } from './disturbance.interceptor.js';
import { jsonBody } from './wechat-json.js';
import { WechatErrorFilter } from './wechat-error.filter.js';

@Controller('wxa/business')
@UseFilters(WechatErrorFilter)
@UseGuards(AccessTokenGuard)
@UseInterceptors(DisturbanceInterceptor)
export class PhoneController {
  constructor(private readonly readPhoneNumber: ReadPhoneNumber) {}

  @All('getuserphonenumber')
  @HttpCode(200)
  phoneNumber(@Req() request: FastifyRequest): object {
    const { code, openid } = jsonBody(request.body);
    return { errcode: 0, errmsg: 'ok', phone_info: this.readPhoneNumber.run({ code, openid }) };
  }
}
