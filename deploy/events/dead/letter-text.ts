import { formatTable } from '../../local/terminal/format.ts';
import { formatAge } from '../terminal/age.ts';
import { entryLines, type Piece } from '../terminal/entry.ts';
import type { Screen, Tone } from '../terminal/screen.ts';
import { lines, oneLine } from '../terminal/text.ts';
import type { Letter, LetterDetails, ReplayCount, Replayed } from './letters.ts';

const TONES: Record<string, Tone> = { PARKED: 'bad', REPLAYING: 'warning', REPLAYED: 'good', DISCARDED: 'quiet' };
const STATE_PAD = 'DISCARDED'.length;
const SERVICE_PAD = 'payment'.length;

/** A letter in a list. */
export function letterText(screen: Screen, letter: Letter, now: Date): string[] {
  const { id, service, state, reason, type, topic, partition, key, eventId, replays, parkedAt, error } = letter;
  const named = (name: string, value: string): Piece[] =>
    value === '' ? [] : [{ text: `${name}=${oneLine(value)}`, tone: 'quiet' }];
  const fields: Piece[] = [
    { text: id },
    { text: service, pad: SERVICE_PAD },
    { text: state, tone: TONES[state] ?? 'plain', pad: STATE_PAD },
    { text: reason },
    { text: oneLine(type) || '(no type)', tone: 'name' },
    { text: `${topic}/${partition}` },
    ...named('key', key),
    ...named('event', eventId),
    ...named('replays', String(replays)),
    ...named('age', formatAge(now.getTime() - Date.parse(parkedAt))),
  ];
  return entryLines(screen, fields, [{ text: firstLine(error), tone: 'quiet' }]);
}

/** Everything about a letter, the message as it came. */
export function detailsText(screen: Screen, letter: LetterDetails): string[] {
  const { headers, payload, payloadEncoding, payloadBytes, payloadTruncated, error, ...summary } = letter;
  const pairs = (record: object): [string, string][] =>
    Object.entries(record).map(([name, value]) => [oneLine(name), oneLine(String(value)) || '–']);
  const title = (text: string): string => screen.paint('name', text);
  const cut = payloadTruncated ? ', only the beginning is shown' : '';
  return [
    title('dead letter'),
    ...formatTable(pairs(summary)),
    title('error'),
    ...lines(error).map((line) => `  ${line}`),
    title('headers'),
    ...(Object.keys(headers).length > 0 ? formatTable(pairs(headers)) : ['  none']),
    title(`payload, ${payloadBytes} bytes${payloadEncoding === 'base64' ? ' in base64' : ''}${cut}`),
    ...lines(payload).map((line) => `  ${line}`),
  ];
}

/** How the replay of one letter came out. */
export function replayedText(
  screen: Screen,
  { outcome, deadLetter: { id, service, reason, error } }: Replayed,
): string {
  if (outcome === 'HANDLED') return `${screen.paint('good', 'handled')}: ${service} has handled ${id}`;
  if (outcome === 'ALREADY_HANDLED')
    return `${screen.paint('good', 'handled before')}: ${service} knows the event of ${id}`;
  return `${screen.paint('bad', 'failed again')}: ${service} has parked ${id} with ${reason}: ${firstLine(error)}`;
}

/** How the replay of many came out. */
export function countText(screen: Screen, { handled, alreadyHandled, failed, remaining }: ReplayCount): string {
  const again = screen.paint(failed > 0 ? 'bad' : 'plain', `${failed} failed again`);
  return `${handled} handled, ${alreadyHandled} handled before, ${again}, ${remaining} not tried`;
}

function firstLine(error: string): string {
  return oneLine(error.split('\n')[0] ?? '');
}
