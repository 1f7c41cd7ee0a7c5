import { type ArgumentsHost, Catch, type ExceptionFilter, Injectable } from '@nestjs/common';
import { Clock } from '@minisuite/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Randomness } from '../../../simulation/app/ports.js';
import { requestId, WechatError } from '../../domain/wechat-error.js';

/** Business errors are a 200 with errcode and errmsg. */
@Injectable()
@Catch(WechatError)
export class WechatErrorFilter implements ExceptionFilter<WechatError> {
  constructor(
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {}

  catch(error: WechatError, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const isSns = http.getRequest<FastifyRequest>().url.startsWith('/sns/');
    const rid = requestId(this.clock.now(), this.randomness.hex(16));
    const errmsg = `${error.message}${isSns ? ',' : ''} rid: ${rid}`;
    void http
      .getResponse<FastifyReply>()
      .status(200)
      .header('content-type', isSns ? 'text/plain' : 'application/json; charset=UTF-8')
      .send(JSON.stringify({ errcode: error.errcode, errmsg }));
  }
}
