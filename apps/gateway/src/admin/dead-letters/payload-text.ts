export interface PayloadText {
  readonly payload: string;
  readonly payloadEncoding: 'utf8' | 'base64';
}

/** The bytes of a message as text, or in base64 when they are none; the end of what was cut short may be half a character. */
export function payloadText(bytes: Uint8Array, truncated: boolean): PayloadText {
  try {
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    return { payload: decoder.decode(bytes, { stream: truncated }), payloadEncoding: 'utf8' };
  } catch {
    return { payload: Buffer.from(bytes).toString('base64'), payloadEncoding: 'base64' };
  }
}
