import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import { ERRORS } from '@minisuite/contracts';
import { isDomainError } from '@minisuite/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { answerFor, type ErrorAnswer, errorBody, methodNotAllowed } from './error-answer.js';
import { languageOf } from './language.js';
import { OfferedMethods } from './offered-methods.js';

/** Answers every failed request, whoever refused it. */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  private readonly logger = new Logger('Http');

  constructor(private readonly offered: OfferedMethods) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const reply = http.getResponse<FastifyReply>();
    const request = http.getRequest<FastifyRequest>();
    const answer = (request.is404 && this.otherMethods(request)) || answerFor(error);
    this.report(error, answer);
    if (!reply.sent) sendError(request, reply, answer);
  }

  private otherMethods({ url, method }: FastifyRequest): ErrorAnswer | undefined {
    const methods = this.offered.of(url.split('?', 1)[0] ?? '');
    return methods.length > 0 && !methods.includes(method) ? methodNotAllowed(methods) : undefined;
  }

  private report(error: unknown, { reason, status }: ErrorAnswer): void {
    if (reason === 'INTERNAL') this.logger.error({ err: error }, 'request failed');
    else if (status >= 500)
      this.logger.warn({ reason, why: isDomainError(error) ? error.message : undefined }, 'not available');
    else this.logger.debug({ reason }, 'refused');
  }
}

/** Writes an error in our envelope, or as WeChat Pay wants it on a webhook. */
export function sendError(request: FastifyRequest, reply: FastifyReply, answer: ErrorAnswer): void {
  void reply.code(answer.status).headers(answer.headers).type('application/json; charset=utf-8');
  if (request.routeOptions.config?.webhook) void reply.send({ code: 'FAIL', message: ERRORS[answer.reason].en });
  else void reply.send(errorBody(answer, languageOf(request.headers['accept-language']), request.id));
}
