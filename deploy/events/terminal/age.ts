import { formatDuration } from '../../local/terminal/format.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long ago, as people read it: 12 ms, 3.4 s, 2 min 5 s, 3 h 20 min, 4 d; with a minus when clocks disagree. */
export function formatAge(ms: number): string {
  if (ms < 0) return `-${formatAge(-ms)}`;
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < MINUTE) return formatDuration(ms);
  if (ms < HOUR) return formatDuration(Math.floor(ms / 1000) * 1000);
  if (ms < DAY) return `${Math.floor(ms / HOUR)} h ${Math.floor((ms % HOUR) / MINUTE)} min`;
  return `${Math.floor(ms / DAY)} d`;
}

/** The time of day in UTC, as the services log it. */
export function formatTime(at: Date): string {
  return at.toISOString().slice(11);
}
