import { z } from 'zod';
import { parsePushXml } from './push-xml.js';
import { UntrustedData } from './untrusted-data.js';

const text = z.coerce.string().max(128);
const headSchema = z.looseObject({
  FromUserName: text.default(''),
  CreateTime: text.default(''),
  MsgType: text.min(1),
  Event: text.optional(),
  MsgId: text.optional(),
});

/** What WeChat told, in plain text by now (Mini Program "Message push"). */
export interface PushMessage {
  /** The same for each attempt to tell it. */
  readonly id: string;
  /** The name of the event, or the kind of the message. */
  readonly type: string;
  /** Everything, as it came; numbers of XML are texts. */
  readonly fields: Readonly<Record<string, unknown>>;
}

/** Reads the body of a push, or what was encrypted in it: JSON or XML; throws `UntrustedData` (Mini Program "Message push"). */
export function parsePush(body: string): Readonly<Record<string, unknown>> {
  const fields = /^\ufeff?\s*</.test(body) ? parsePushXml(body) : parseJson(body);
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) throw new UntrustedData('malformed');
  return { ...fields };
}

/** Finds out what a push is about; throws `UntrustedData` (Mini Program "Message push"). */
export function pushMessageOf(fields: Readonly<Record<string, unknown>>): PushMessage {
  const head = headSchema.safeParse(fields);
  if (!head.success) throw new UntrustedData('malformed', { cause: head.error });
  const { FromUserName, CreateTime, MsgType, Event, MsgId } = head.data;
  const type = MsgType === 'event' ? (Event ?? '') : MsgType;
  // Events have no number of their own; a trace tells apart what WeChat found out within one second.
  const { trace_id: trace } = fields;
  const told = [FromUserName, CreateTime, type, ...(typeof trace === 'string' ? [trace] : [])];
  return { id: MsgId === undefined ? told.join('\n') : `msg\n${MsgId}`, type, fields };
}

// Message numbers go beyond 2^53, where JSON.parse would round two of them to one.
function parseJson(body: string): unknown {
  try {
    return JSON.parse(body.replaceAll(/("MsgId"\s*:\s*)(\d{1,20})/g, '$1"$2"'));
  } catch (error) {
    throw new UntrustedData('malformed', { cause: error });
  }
}
