import type { Libraries } from '../libraries/load.ts';

/** A message as the broker gives it. */
export type Message = Parameters<Libraries['faultOf']>[0];

/** A message as it is shown; what an unsound one does not have is null. */
export interface WatchedEvent {
  readonly time: string | null;
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
  readonly type: string | null;
  readonly key: string | null;
  readonly id: string | null;
  readonly requestId: string | null;
  /** From when it was written until now. */
  readonly ageMs: number | null;
  /** Why a consumer would park it. */
  readonly fault: { readonly reason: string; readonly detail: string } | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly payload: string;
  readonly payloadEncoding: 'utf8' | 'base64';
}

/** Which events are shown; nothing given means all. */
export interface EventFilter {
  readonly types: readonly string[];
  readonly key: string | undefined;
}

/** Whether a message is one of those that were asked for. */
export function isWanted(
  { headers, key }: Message,
  filter: EventFilter,
  { HEADER }: Pick<Libraries, 'HEADER'>,
): boolean {
  if (filter.key !== undefined && key !== filter.key) return false;
  return filter.types.length === 0 || filter.types.includes(headers[HEADER.type] ?? '');
}

/** Takes a message for what it is. */
export function watchedEvent(
  message: Message,
  now: Date,
  { HEADER, faultOf }: Pick<Libraries, 'HEADER' | 'faultOf'>,
): WatchedEvent {
  const { topic, partition, offset, key, headers, value } = message;
  const written = Date.parse(headers[HEADER.time] ?? '');
  const isDated = !Number.isNaN(written);
  return {
    time: isDated ? new Date(written).toISOString() : null,
    topic,
    partition,
    offset,
    type: headers[HEADER.type] ?? null,
    key,
    id: headers[HEADER.id] ?? null,
    requestId: headers[HEADER.requestId] ?? null,
    ageMs: isDated ? now.getTime() - written : null,
    fault: faultOf(message) ?? null,
    headers,
    ...payloadOf(value),
  };
}

function payloadOf(bytes: Buffer): Pick<WatchedEvent, 'payload' | 'payloadEncoding'> {
  try {
    return {
      payload: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes),
      payloadEncoding: 'utf8',
    };
  } catch {
    return { payload: bytes.toString('base64'), payloadEncoding: 'base64' };
  }
}
