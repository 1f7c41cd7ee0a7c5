import { Metadata, status } from '@grpc/grpc-js';
import { isDomainError } from '@minisuite/kernel';
import { Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import { type Observable, throwError } from 'rxjs';
import { statusOf } from './status.js';

/** The only place where errors become gRPC status: a DomainError as what it is, anything else as INTERNAL without a word more. */
@Catch()
export class RpcErrorFilter implements ExceptionFilter {
  private readonly logger = new Logger('Rpc');

  catch(error: unknown): Observable<never> {
    if (isDomainError(error)) {
      this.logger.debug(`refused: ${error.reason}`);
      return throwError(() => statusOf(error));
    }
    this.logger.error({ err: error }, 'rpc failed');
    return throwError(() => ({ code: status.INTERNAL, message: 'Internal error', metadata: new Metadata() }));
  }
}
