import type { IncomingMessage, OutgoingMessage } from '../event-transport.js';
import { offsetOf } from './stream-id.js';

const KEY = 'key';
const VALUE = 'value';
const HEADER = 'header.';

/** An entry of a stream as Redis gives it: its id, and names and values in turn; null when the entry was deleted meanwhile. */
export type StreamEntry = readonly [id: Buffer, fields: readonly Buffer[] | null];

/** The fields of a message: a field for each header, whose names Redis stores once for entries that follow each other. */
export function toFields({ key, value, headers }: OutgoingMessage): (string | Buffer)[] {
  return [KEY, key, VALUE, value, ...Object.entries(headers).flatMap(([name, text]) => [HEADER + name, text])];
}

/** The message in an entry. What an outsider has put there arrives too: fields that are not ours become headers. */
export function toIncoming(topic: string, partition: number, id: string, fields: readonly Buffer[]): IncomingMessage {
  const headers = new Map<string, string>();
  let key: string | null = null;
  let value = Buffer.alloc(0);
  for (let n = 0; n + 1 < fields.length; n += 2) {
    const name = String(fields[n]);
    const content = fields[n + 1] ?? value;
    if (name === KEY) key = content.toString();
    else if (name === VALUE) value = content as Buffer<ArrayBuffer>;
    else headers.set(name.startsWith(HEADER) ? name.slice(HEADER.length) : name, content.toString());
  }
  return { topic, partition, offset: offsetOf(id), key, headers: Object.fromEntries(headers), value };
}
