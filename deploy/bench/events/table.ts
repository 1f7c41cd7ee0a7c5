/** One line of the result: what, a figure for kafkajs alone where there is one, a figure of ours, and the goal. */
export interface Row {
  what: string;
  bare: number | undefined;
  ours: number;
  unit: string;
  goal: string;
  met: boolean;
}

/** Lays the rows out, with the ratio of ours to the bare figure. */
export function tableOf(rows: readonly Row[]): string {
  const digits = (value: number): string => (value >= 100 ? String(Math.round(value)) : value.toFixed(1));
  const cells = rows.map(({ what, bare, ours, unit, goal, met }) => [
    what,
    bare === undefined ? '–' : digits(bare),
    digits(ours),
    unit,
    bare === undefined ? '–' : (ours / bare).toFixed(2),
    `${met ? '✔' : '✘'} ${goal}`,
  ]);
  const lines = [['', 'kafkajs alone', 'Minisuite', '', 'ratio', 'goal'], ...cells];
  const widths = lines[0]?.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0))) ?? [];
  const pad = (cell: string, column: number): string =>
    column === 0 || column > 4 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0);
  return lines.map((line) => line.map(pad).join('  ').trimEnd()).join('\n');
}

/** The value below which a share of the values lies. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

/** The value in the middle. */
export const medianOf = (values: readonly number[]): number => percentile(values, 0.5);
