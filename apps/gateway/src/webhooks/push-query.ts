const PARTS = ['signature', 'msg_signature', 'timestamp', 'nonce', 'echostr', 'encrypt_type'];
const MAX_PART = 512;

/** What of the address WeChat signs and reads; a part that is there twice is not believed. */
export function pushQuery(query: Record<string, unknown>): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name of PARTS) {
    const value = Object.hasOwn(query, name) ? query[name] : undefined;
    if (typeof value === 'string' && value.length <= MAX_PART) kept[name] = value;
  }
  return kept;
}
