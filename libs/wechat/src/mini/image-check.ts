import { z } from 'zod';
import type { PushMessage } from './push-message.js';
import { TEXT_SCENES, type TextSuggestion } from './text-check.js';
import { UntrustedData } from './untrusted-data.js';

const IMAGE = 2;
const VERDICT = 'wxa_media_check';

/** A picture of a user who was in the mini-program within the last two hours; WeChat fetches it. */
export interface CheckedImage {
  readonly url: string;
  readonly scene: keyof typeof TEXT_SCENES;
  readonly openid: string;
}

/** What WeChat found out about a picture, told by push up to 30 minutes later. */
export interface ImageVerdict {
  /** What the call that asked was answered. */
  readonly traceId: string;
  /** `unreadable`: WeChat could not fetch it, or not look at it. */
  readonly verdict: TextSuggestion | 'unreadable';
}

export const imageSubmittedSchema = z.object({ trace_id: z.string().min(1).max(64) });

const eventSchema = z.object({
  trace_id: z.string().min(1).max(64),
  errcode: z.coerce.number().default(0),
  result: z.object({ suggest: z.enum(['pass', 'review', 'risky']) }).optional(),
});

/** The body of the call, version 2. */
export function imageCheckBody({ url, scene, openid }: CheckedImage): object {
  return { media_url: url, media_type: IMAGE, version: 2, scene: TEXT_SCENES[scene], openid };
}

/** Reads a verdict on a picture out of a push; undefined when it is about something else, throws `UntrustedData` (Mini Program "security.mediaCheckAsync"). */
export function imageVerdictOf({ type, fields }: PushMessage): ImageVerdict | undefined {
  if (type !== VERDICT) return undefined;
  const event = eventSchema.safeParse(fields);
  if (!event.success) throw new UntrustedData('malformed', { cause: event.error });
  const { trace_id: traceId, errcode, result } = event.data;
  return { traceId, verdict: errcode === 0 && result ? result.suggest : 'unreadable' };
}
