import type { ProcessSettings } from '@minisuite/config';
import { pino, type Logger } from 'pino';
import { RequestContext } from './request-context.js';

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
    mixin: () => {
      const scope = RequestContext.current();
      return scope ? { requestId: scope.requestId } : {};
    },
    ...(settings.logPretty && {
      transport: { target: 'pino-pretty', options: { singleLine: true, ignore: 'pid,hostname' } },
    }),
  });
}
