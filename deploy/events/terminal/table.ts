import { columnsOf } from './text.ts';

const GAP = '  ';

/** A column of a table; numbers stand to the right. */
export interface Column {
  readonly title: string;
  readonly right?: boolean;
}

/** Lines of a table, the titles first. */
export function tableLines(columns: readonly Column[], rows: readonly (readonly string[])[]): string[] {
  const all = [columns.map(({ title }) => title), ...rows];
  const widths = columns.map((_, n) => Math.max(...all.map((row) => columnsOf(row[n] ?? ''))));
  return all.map((row) =>
    columns
      .map(({ right }, n) => {
        const cell = row[n] ?? '';
        const space = ' '.repeat((widths[n] ?? 0) - columnsOf(cell));
        return right ? space + cell : cell + space;
      })
      .join(GAP)
      .trimEnd(),
  );
}
