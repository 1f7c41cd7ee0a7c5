import { formatAge, formatTime } from '../terminal/age.ts';
import type { Screen } from '../terminal/screen.ts';
import { tableLines } from '../terminal/table.ts';
import { cut } from '../terminal/text.ts';
import type { OutboxState } from './ask-outbox.ts';

const COLUMNS = [
  { title: 'service' },
  { title: 'waiting', right: true },
  { title: 'oldest', right: true },
  { title: 'published/min', right: true },
  { title: 'relay, fence' },
  { title: 'lease until' },
];
const OWNER_SHOWN = 8;

/** A table for people, with the types that wait most under it. */
export function outboxText(screen: Screen, states: readonly OutboxState[]): string[] {
  const rows = states.map(({ service, waiting, oldestMs, published, relay }) => [
    service,
    String(waiting),
    oldestMs === null ? '–' : formatAge(oldestMs),
    String(published),
    relay ? `${relay.owner.slice(0, OWNER_SHOWN)}, ${relay.fence}` : 'nobody',
    relay ? formatTime(relay.until) : '–',
  ]);
  const [title = '', ...lines] = tableLines(COLUMNS, rows).map((line) => cut(line, screen.width));
  const waiting = states.filter(({ types }) => types.length > 0).map(typesOf);
  return [
    screen.paint('quiet', title),
    ...lines.map((line, n) => screen.paint(toneOf(states[n]), line)),
    ...waiting.map((line) => cut(line, screen.width)),
  ];
}

function typesOf({ service, types }: OutboxState): string {
  return `${service} waits most with ${types.map(({ type, waiting }) => `${type} ${waiting}`).join(', ')}`;
}

function toneOf(state: OutboxState | undefined): 'plain' | 'warning' | 'bad' {
  if (!state?.relay) return 'bad';
  return state.waiting > 0 ? 'warning' : 'plain';
}
