import type { ProcessSettings } from '@minisuite/config';
import type { LoggerService } from '@nestjs/common';
import { Logger as PinoAdapter, PinoLogger } from 'nestjs-pino';
import { pino, type Logger } from 'pino';
import { errorForLog } from './error-for-log.js';
import { RequestContext, type RequestScope } from './request-context.js';

const SENSITIVE = [
  'authorization',
  'accessToken',
  'refreshToken',
  'token',
  'secret',
  'password',
  'sessionKey',
  'session_key',
  'openid',
  'unionid',
  'phone',
  'phoneNumber',
  'purePhoneNumber',
  'paySign',
  'credential',
];

/** Paths that never reach a log line in clear, at the top of a logged object and one and two levels below. */
export const REDACTED_PATHS = SENSITIVE.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]).concat(
  'req.headers.cookie',
  'req.headers["x-internal-credential"]',
  'req.headers["wechatpay-signature"]',
);

/** JSON logs (pretty in a terminal), each line with the service and the request id of the work it belongs to. */
export function createLogger(service: string, settings: ProcessSettings): Logger {
  return pino({
    level: settings.logLevel,
    base: { service },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: REDACTED_PATHS, censor: '[redacted]' },
    serializers: { err: (error: unknown) => errorForLog(error) },
    mixin: () => {
      const scope = RequestContext.current();
      return scope ? { requestId: scope.requestId, ...traceIdOf(scope) } : {};
    },
    ...(settings.logPretty && {
      transport: { target: 'pino-pretty', options: { singleLine: true, ignore: 'pid,hostname' } },
    }),
  });
}

const TRACE_ID = { from: 3, to: 35 };

function traceIdOf({ traceParent }: RequestScope): { traceId?: string } {
  return traceParent === undefined ? {} : { traceId: traceParent.slice(TRACE_ID.from, TRACE_ID.to) };
}

const START_UP_CONTEXTS = new Set(['InstanceLoader', 'RoutesResolver', 'RouterExplorer', 'NestFactory']);

/** Nest tells of each module and route at start, which is worth a debug line at most. */
class NestLogger extends PinoAdapter {
  override log(message: unknown, ...rest: unknown[]): void {
    if (START_UP_CONTEXTS.has(String(rest.at(-1)))) super.debug(message, ...rest);
    else super.log(message, ...rest);
  }
}

/** Nest's own log lines, through the same logger from the very first one. */
export function nestLogger(logger: Logger): LoggerService {
  return new NestLogger(new PinoLogger({ pinoHttp: { logger } }), {});
}
