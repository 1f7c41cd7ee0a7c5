import { formatAge, formatTime } from '../terminal/age.ts';
import { entryLines, type Piece } from '../terminal/entry.ts';
import type { Screen } from '../terminal/screen.ts';
import { oneLine } from '../terminal/text.ts';
import type { WatchedEvent } from './watched-event.ts';

// The longest names of today, so that what follows lines up.
const TOPIC_PAD = 'payment.events/0'.length;
const TYPE_PAD = 'payment.succeeded.v1'.length;
const NO_TIME = '--:--:--.----';

/** An event for people. */
export function eventText(screen: Screen, event: WatchedEvent): string[] {
  const { time, topic, partition, type, key, id, requestId, ageMs, fault, payload, payloadEncoding } = event;
  const named = (name: string, value: string | null): Piece[] =>
    value === null ? [] : [{ text: `${name}=${oneLine(value)}`, tone: 'quiet' }];
  const fields: Piece[] = [
    { text: time === null ? NO_TIME : formatTime(new Date(time)), tone: 'quiet' },
    { text: `${topic}/${partition}`, pad: TOPIC_PAD },
    { text: type === null ? '(no type)' : oneLine(type), tone: fault ? 'bad' : 'name', pad: TYPE_PAD },
    ...named('key', key),
    ...named('id', id),
    ...named('req', requestId),
    ...named('age', ageMs === null ? null : formatAge(ageMs)),
  ];
  const problem: Piece[] = fault ? [{ text: oneLine(`${fault.reason}: ${fault.detail}`), tone: 'bad' }] : [];
  const text = payloadEncoding === 'base64' ? `base64 ${payload}` : oneLine(payload);
  return entryLines(screen, fields, [...problem, { text: text === '' ? '(no payload)' : text }]);
}

/** An event for machines: its payload as JSON where it is JSON. */
export function eventDocument({ payload, payloadEncoding, ...event }: WatchedEvent): Record<string, unknown> {
  if (payloadEncoding === 'utf8') {
    try {
      return { ...event, payload: JSON.parse(payload) as unknown, payloadEncoding: 'json' };
    } catch {
      // It is shown as the text it is.
    }
  }
  return { ...event, payload, payloadEncoding };
}
