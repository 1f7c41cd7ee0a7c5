const SOUND = /^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;

/** Whether a text is a `traceparent` of version 00 (W3C Trace Context §3.2). */
export function isTraceParent(text: string | undefined): text is string {
  return text !== undefined && SOUND.test(text);
}
