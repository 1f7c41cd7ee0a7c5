import { randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { isTraceParent } from '@minisuite/kernel';

/** The caller's trace context (W3C) when it is sound, else the beginning of a new trace, which is not sampled. */
export function traceParentOf(headers: IncomingHttpHeaders): string {
  const given = headers['traceparent'];
  if (typeof given === 'string' && isTraceParent(given)) return given;
  const random = randomBytes(24).toString('hex');
  return `00-${random.slice(0, 32)}-${random.slice(32)}-00`;
}
