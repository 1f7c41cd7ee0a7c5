import { PushRefused } from './push-refused.js';

/** A push as it came over the wire. */
export interface RawPush {
  readonly query: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** What WeChat told, once it is known that it was WeChat. */
export interface Push {
  /** The same for each attempt to tell it. */
  readonly id: string;
  /** The name of the event, or the kind of the message. */
  readonly type: string;
  /** When it is about a picture that was submitted. */
  readonly picture: { readonly traceId: string; readonly passed: boolean } | undefined;
}

/** How far the clocks of WeChat and this machine may differ, and how long a push may be under way. */
export const PUSH_WINDOW_MS = 300_000;

/** Throws PushRefused for what was signed too long ago, or too far ahead; seconds since 1970. */
export function mustBeRecent(timestamp: string, now: Date): void {
  const signedAt = /^\d{1,12}$/.test(timestamp) ? Number(timestamp) * 1000 : Number.NaN;
  if (!(Math.abs(now.getTime() - signedAt) <= PUSH_WINDOW_MS)) throw new PushRefused('stale_timestamp');
}
