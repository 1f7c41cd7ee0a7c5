import { type ArgumentsHost, Catch, type ExceptionFilter, Injectable, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Randomness } from '../../../simulation/app/ports.js';
import { PayError, systemError } from '../../domain/pay-error.js';
import { payRequestId } from '../../domain/pay-request-id.js';

@Injectable()
@Catch()
export class PayErrorFilter implements ExceptionFilter {
  private readonly logger = new Logger(PayErrorFilter.name);

  constructor(private readonly randomness: Randomness) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const error = this.known(thrown);
    const { method, url } = http.getRequest<FastifyRequest>();
    this.logger.warn({ method, path: url.split('?')[0], code: error.code }, error.message);
    const { code, detail, message } = error;
    void http
      .getResponse<FastifyReply>()
      .status(error.status)
      .header('Request-ID', payRequestId(this.randomness.hex(40), error.internal))
      .send({ code, ...(detail !== undefined && { detail }), message });
  }

  private known(thrown: unknown): PayError {
    if (thrown instanceof PayError) return thrown;
    this.logger.error({ err: thrown }, 'a call of WeChat Pay failed');
    return systemError();
  }
}
