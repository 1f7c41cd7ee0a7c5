/** One line of the result: what, a figure to compare with where there is one, a figure of ours, and the goal where there is one. */
export interface Row {
  what: string;
  bare?: number;
  ours: number;
  unit: string;
  goal?: { text: string; met: boolean };
}

export const ratioOf = ({ bare, ours }: Row): number => (bare === undefined ? NaN : ours / bare);

/** A row whose goal is a ratio of ours to the bare figure. */
export function withRatio(row: Row, { least, most }: { least?: number; most?: number }): Row {
  const ratio = ratioOf(row);
  if (least !== undefined) return { ...row, goal: { text: `ratio ≥ ${least}`, met: ratio >= least } };
  return { ...row, goal: { text: `ratio ≤ ${most ?? NaN}`, met: ratio <= (most ?? NaN) } };
}

/** Lays the rows out, with the ratio of ours to the bare figure. */
export function tableOf(rows: readonly Row[]): string {
  const cells = rows.map((row) => [
    row.what,
    row.bare === undefined ? '–' : digits(row.bare),
    digits(row.ours),
    row.unit,
    row.bare === undefined ? '–' : ratioOf(row).toFixed(2),
    row.goal ? `${row.goal.met ? '✔' : '✘'} ${row.goal.text}` : '',
  ]);
  const lines = [['', 'bare', 'Minisuite', '', 'ratio', 'goal'], ...cells];
  const widths = lines[0]?.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0))) ?? [];
  const right = new Set([1, 2, 4]);
  const pad = (cell: string, column: number): string =>
    right.has(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0);
  return lines.map((line) => line.map(pad).join('  ').trimEnd()).join('\n');
}

function digits(value: number): string {
  return value >= 100 ? String(Math.round(value)) : value.toFixed(value >= 10 ? 1 : 2);
}

/** The value in the middle. */
export function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
