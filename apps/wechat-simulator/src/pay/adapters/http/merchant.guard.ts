import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { AuthenticateMerchant } from '../../app/authenticate-merchant.js';
import { paramError } from '../../domain/pay-error.js';
import { rawBody } from './pay-body.js';

@Injectable()
export class MerchantGuard implements CanActivate {
  constructor(private readonly authenticateMerchant: AuthenticateMerchant) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const { authorization, 'user-agent': userAgent } = request.headers;
    if (!userAgent) throw paramError('Http头缺少Accept或User-Agent', { location: 'header', field: 'User-Agent' });
    const { method = 'GET', url = '/' } = request.raw;
    this.authenticateMerchant.run({ method, url, body: rawBody(request), authorization });
    return true;
  }
}
