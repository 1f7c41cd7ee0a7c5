/** What WeChat Pay takes for a merchant's order number (WeChat Pay "JSAPI prepay"). */
export const OUT_TRADE_NO = /^[0-9A-Za-z_\-|*]{6,32}$/;

/** Removes what needs 4 bytes in UTF-8, and the joiners and variation selectors that are left over when an emoji goes (WeChat Pay "Basic rules"). */
export function stripUnsupported(text: string): string {
  return text.replaceAll(/[\ud800-\udfff]|\u200d|\ufe0f/g, '');
}

/** Whether WeChat Pay would take it: absolute, at most 255 characters, no query (WeChat Pay "Payment notification"). */
export function isNotifyUrl(text: string): boolean {
  if (text.length > 255 || !URL.canParse(text)) return false;
  const { protocol } = new URL(text);
  return /^https?:$/.test(protocol) && !/[?#]/.test(text);
}

/** Throws `RangeError` unless it holds. */
export function must(holds: boolean, message: string): asserts holds {
  if (!holds) throw new RangeError(message);
}
