const NAMES: Record<number, string> = { 40: 'warn', 50: 'error', 60: 'fatal' };
const QUIET_MS = 10_000;

interface Seen {
  shownAt: number;
  hidden: number;
}

/** Picks from the JSON logs of the services what a person at the terminal should see, and shows repetitions as a number. */
export class LogDigest {
  readonly #seen = new Map<string, Seen>();

  /** The line to show, or undefined. */
  read(name: string, line: string, nowMs: number): string | undefined {
    const entry = parse(line);
    if (!entry || entry.level < 40) return undefined;
    const text = `${name} ${NAMES[entry.level] ?? entry.level}: ${entry.message}`;
    const seen = this.#seen.get(text);
    if (seen && nowMs - seen.shownAt < QUIET_MS) {
      seen.hidden += 1;
      return undefined;
    }
    if (this.#seen.size > 500) this.#seen.clear();
    this.#seen.set(text, { shownAt: nowMs, hidden: 0 });
    return seen && seen.hidden > 0 ? `${text} (and ${seen.hidden} more like it)` : text;
  }
}

function parse(line: string): { level: number; message: string } | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    const entry = JSON.parse(line) as { level?: number; msg?: string; err?: { message?: string } };
    const parts = [entry.msg, entry.err?.message].filter((part, index, all) => part && all.indexOf(part) === index);
    return { level: entry.level ?? 0, message: parts.join(': ').split('\n')[0]?.slice(0, 300) ?? '' };
  } catch {
    return undefined;
  }
}
