import { All, Controller, Header, HttpCode, Req, UseFilters } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { ExchangeLoginCode } from '../../app/exchange-login-code.js';
import { queryValue } from './wechat-json.js';
import { WechatErrorFilter } from './wechat-error.filter.js';

@Controller('sns')
@UseFilters(WechatErrorFilter)
export class LoginController {
  constructor(private readonly exchangeLoginCode: ExchangeLoginCode) {}

  /** Anything but GET finds no parameters, as at WeChat; the answer is JSON that calls itself text. */
  @All('jscode2session')
  @HttpCode(200)
  @Header('content-type', 'text/plain')
  code2Session(@Req() request: FastifyRequest): string {
    const take = (name: string) => (request.method === 'GET' ? queryValue(request, name) : '');
    const session = this.exchangeLoginCode.run({
      appid: take('appid'),
      secret: take('secret'),
      code: take('js_code'),
      grantType: take('grant_type'),
    });
    return JSON.stringify(session);
  }
}
