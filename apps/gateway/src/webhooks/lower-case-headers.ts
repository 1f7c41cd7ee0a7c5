const SIGNED = /^(wechatpay-[\w-]+|content-type|request-id|user-agent)$/;

/** The headers that a signature check needs, by lower-case name; nothing that a caller could use to speak as somebody else. */
export function lowerCaseHeaders(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    const lower = name.toLowerCase();
    if (value !== undefined && SIGNED.test(lower)) kept[lower] = Array.isArray(value) ? value.join(', ') : value;
  }
  return kept;
}
