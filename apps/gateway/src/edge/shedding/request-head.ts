const END = '\r\n\r\n';
const FIRST_LINE = /^([A-Z]+) (\/\S*) HTTP\/1\.1$/;
const NEEDED =
  /\r\n(content-length|transfer-encoding|connection|upgrade|expect|x-request-id|accept-language):[\t ]*([^\r\n]*)/gi;
// Lines that end in another way, go on in the next one, or have a space before the colon.
const DOUBTFUL = /(?<!\r)\n|\r(?!\n)|\r\n[\t ]|\r\n[!-9;-~]*[\t ]+:/;
const LENGTH = /^\d{1,9}$/;

/** A request whose head is here, and how many bytes of its body are still to come. */
export interface RequestHead {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Partial<Record<'x-request-id' | 'accept-language', string>>>;
  readonly missing: number;
}

/**
 * The head of the one request that bytes begin with. Undefined when there is more than one or less than a head, and for everything that two
 * readers could take for different things, such as two lengths, or that changes what follows, such as `Connection: close`.
 */
export function requestHead(bytes: Buffer): RequestHead | undefined {
  const end = bytes.indexOf(END);
  if (end === -1) return undefined;
  const text = bytes.toString('latin1', 0, end);
  const [, method, path] = FIRST_LINE.exec(text.slice(0, firstLineEnd(text))) ?? [];
  const headers = neededHeaders(text);
  if (method === undefined || path === undefined || DOUBTFUL.test(text)) return undefined;
  if (!headers || !changesNothing(headers)) return undefined;
  const missing = Number(headers['content-length'] ?? 0) - (bytes.length - end - END.length);
  return missing < 0 ? undefined : { method, path, headers, missing };
}

function firstLineEnd(text: string): number {
  const end = text.indexOf('\r\n');
  return end === -1 ? text.length : end;
}

/** Undefined when one of them is there twice. */
function neededHeaders(text: string): Record<string, string> | undefined {
  const headers: Record<string, string> = {};
  for (const [, name = '', value = ''] of text.matchAll(NEEDED)) {
    const lower = name.toLowerCase();
    if (headers[lower] !== undefined) return undefined;
    headers[lower] = value.trimEnd();
  }
  return headers;
}

function changesNothing({ connection, upgrade, expect, ...others }: Record<string, string>): boolean {
  if (upgrade !== undefined || expect !== undefined || others['transfer-encoding'] !== undefined) return false;
  if (connection !== undefined && connection.toLowerCase() !== 'keep-alive') return false;
  return LENGTH.test(others['content-length'] ?? '0');
}
