import type { Screen, Tone } from './screen.ts';
import { columnsOf, cut } from './text.ts';

/** A piece of text and how it is told. */
export interface Piece {
  readonly text: string;
  readonly tone?: Tone;
  /** At least so many columns, so that entries below each other line up. */
  readonly pad?: number;
}

const GAP = '  ';

/**
 * An entry of a list: its fields, on as many lines as the width demands, and under them texts that are cut to one line each. Where
 * there is no width, all on one line.
 */
export function entryLines(screen: Screen, fields: readonly Piece[], texts: readonly Piece[]): string[] {
  if (screen.width === Infinity) return [[...fields, ...texts].map((piece) => painted(screen, piece)).join(GAP)];
  const rows: Piece[][] = [[]];
  let used = 0;
  for (const field of fields) {
    const columns = Math.max(columnsOf(field.text), field.pad ?? 0) + GAP.length;
    if (used > 0 && used + columns - GAP.length > screen.width) {
      rows.push([]);
      used = GAP.length;
    }
    rows.at(-1)?.push(field);
    used += columns;
  }
  return [
    ...rows.map((row, n) => (n === 0 ? '' : GAP) + row.map((piece) => painted(screen, piece)).join(GAP)),
    ...texts.map(({ text, tone }) => GAP + screen.paint(tone ?? 'plain', cut(text, screen.width - GAP.length))),
  ].map((line) => line.trimEnd());
}

function painted(screen: Screen, { text, tone = 'plain', pad = 0 }: Piece): string {
  return screen.paint(tone, text) + ' '.repeat(Math.max(0, pad - columnsOf(text)));
}
