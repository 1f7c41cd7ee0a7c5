import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { mergeMap, type Observable } from 'rxjs';
import { MerchantAccount } from '../../../account/domain/merchant-account.js';
import { Randomness } from '../../../simulation/app/ports.js';
import { SignAsWechat } from '../../app/sign-as-wechat.js';
import { payRequestId } from '../../domain/pay-request-id.js';
import { signingModeFor } from '../../domain/signing-mode.js';

/** Serializes the answer itself, because the signature is over the very bytes that are sent. */
@Injectable()
export class SignedResponseInterceptor implements NestInterceptor<object | undefined, string | undefined> {
  constructor(
    private readonly account: MerchantAccount,
    private readonly signAsWechat: SignAsWechat,
    private readonly randomness: Randomness,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler<object | undefined>): Observable<string | undefined> {
    return next.handle().pipe(mergeMap((answer) => this.sign(context, answer)));
  }

  private async sign(context: ExecutionContext, answer: object | undefined): Promise<string | undefined> {
    const http = context.switchToHttp();
    const reply = http.getResponse<FastifyReply>();
    const wanted = http.getRequest<FastifyRequest>().headers['wechatpay-serial'];
    const body = answer === undefined ? '' : JSON.stringify(answer);
    const mode = signingModeFor(typeof wanted === 'string' ? wanted : undefined, this.account.publicKey.id);
    reply.headers(await this.signAsWechat.run(mode, body));
    reply.header('Request-ID', payRequestId(this.randomness.hex(40), 0));
    if (answer === undefined) return undefined;
    reply.header('content-type', 'application/json; charset=utf-8');
    return body;
  }
}
