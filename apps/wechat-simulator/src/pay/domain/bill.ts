import { type BillCells, cellsOf, columnsOf, summaryOf } from './bill-columns.js';
import type { Bill } from './bill-entry.js';
import { BillTotals } from './bill-totals.js';

const LINES_IN_A_CHUNK = 500;

/** The bytes-to-be of a bill, the same each time, in chunks of some hundred lines. */
export function* billText(bill: Bill): Generator<string> {
  const columns = columnsOf(bill.type);
  const totals = new BillTotals();
  let chunk = `\uFEFF${columns.join(',')}\r\n`;
  for (const [index, entry] of bill.entries.entries()) {
    totals.add(entry);
    chunk += row(columns, cellsOf(entry, bill));
    if (index % LINES_IN_A_CHUNK !== LINES_IN_A_CHUNK - 1) continue;
    yield chunk;
    chunk = '';
  }
  const summary = summaryOf(bill.type, totals);
  const names = Object.keys(summary);
  yield `${chunk}${names.join(',')}\r\n${row(names, summary)}`;
}

function row(columns: readonly string[], cells: BillCells): string {
  return `${columns.map((column) => `\`${cells[column] ?? ''}`).join(',')}\r\n`;
}
