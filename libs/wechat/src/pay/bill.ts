/** A bill as WeChat writes it: rows and summary by the header names of that very file (WeChat Pay "Bill format"). */
export interface BillTable {
  rows: Record<string, string>[];
  summary: Record<string, string>;
}

/** Splits a row whose values each carry a leading backtick, so that commas inside values survive (WeChat Pay "Bill format"). */
export function parseBillRow(line: string): string[] {
  return line.replace(/^`/, '').split(',`');
}

/** Reads a bill: header, rows, summary header, summary row; throws `RangeError` when it has another shape (WeChat Pay "Bill format"). */
export function parseBill(csv: string): BillTable {
  const lines = csv
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter((line) => line !== '');
  const summaryHeader = lines.at(-2);
  const [header, ...rest] = lines;
  if (header === undefined || summaryHeader === undefined || rest.length < 2) throw new RangeError('Not a bill');
  const rows = rest.slice(0, -2).map((line) => named(header, line));
  return { rows, summary: named(summaryHeader, lines.at(-1) ?? '') };
}

/** Turns an amount in yuan with up to two significant decimals into integer fen without floating point; throws `RangeError` (WeChat Pay "Bill format"). */
export function yuanToFen(yuan: string): number {
  const [, sign = '', whole = '', decimals = ''] = /^(-?)(\d{1,13})(?:\.(\d{0,2})0*)?$/.exec(yuan) ?? [];
  if (whole === '') throw new RangeError('Not an amount in yuan');
  const fen = Number(whole) * 100 + Number(decimals.padEnd(2, '0'));
  return sign && fen !== 0 ? -fen : fen;
}

function named(header: string, line: string): Record<string, string> {
  const names = header.split(',');
  const values = parseBillRow(line);
  if (names.length !== values.length) throw new RangeError('A row of the bill does not fit its header');
  return Object.fromEntries(names.map((name, index) => [name, values[index] ?? '']));
}
