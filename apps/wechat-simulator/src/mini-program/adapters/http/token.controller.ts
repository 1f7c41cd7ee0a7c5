import { All, Controller, HttpCode, Req, UseFilters, UseInterceptors } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { IssueAccessToken } from '../../app/issue-access-token.js';
import type { IssuedToken } from '../../domain/token-book.js';
import { DisturbanceInterceptor } from './disturbance.interceptor.js';
import { jsonBody, queryValue, requireMethod } from './wechat-json.js';
import { WechatErrorFilter } from './wechat-error.filter.js';

@Controller('cgi-bin')
@UseFilters(WechatErrorFilter)
@UseInterceptors(DisturbanceInterceptor)
export class TokenController {
  constructor(private readonly issueAccessToken: IssueAccessToken) {}

  @All('token')
  @HttpCode(200)
  plain(@Req() request: FastifyRequest): object {
    requireMethod(request, 'GET');
    const issued = this.issueAccessToken.plain({
      appid: queryValue(request, 'appid'),
      secret: queryValue(request, 'secret'),
      grantType: queryValue(request, 'grant_type'),
    });
    return answer(issued);
  }

  @All('stable_token')
  @HttpCode(200)
  stable(@Req() request: FastifyRequest): object {
    requireMethod(request, 'POST');
    const { appid, secret, grant_type: grantType, force_refresh: forceRefresh } = jsonBody(request.body);
    return answer(this.issueAccessToken.stable({ appid, secret, grantType, forceRefresh }));
  }
}

function answer({ token, expiresIn }: IssuedToken): object {
  return { access_token: token, expires_in: expiresIn };
}
