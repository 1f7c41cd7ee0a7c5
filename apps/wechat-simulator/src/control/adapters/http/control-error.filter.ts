import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import { DomainError, type ErrorKind } from '@minisuite/kernel';
import type { FastifyReply } from 'fastify';

const STATUS: Partial<Record<ErrorKind, number>> = { invalid: 400, not_found: 404, conflict: 409 };

@Catch(DomainError)
export class ControlErrorFilter implements ExceptionFilter<DomainError> {
  catch({ kind, reason, message, details }: DomainError, host: ArgumentsHost): void {
    void host
      .switchToHttp()
      .getResponse<FastifyReply>()
      .status(STATUS[kind] ?? 500)
      .send({ code: reason, message, ...(details.length > 0 && { details }) });
  }
}
