import { createHash } from 'node:crypto';
import { parseBillRow } from './bill.js';
import { type BillSource, billLines } from './bill-lines.js';
import { BillRejected } from './bill-rejected.js';

/** One row by the header names of its own file; the needed ones are there, others may be (WeChat Pay "Bill format"). */
export type BillRow<Needed extends string = never> = Readonly<Record<string, string>> &
  Readonly<Record<Needed, string>>;

/** What a bill must have. */
export interface ReadBillOptions<Needed extends string> {
  /** SHA-1 (hex) of the uncompressed bytes, as `tradeBill` tells it. */
  hashValue?: string;
  /** Columns without which the bill is refused; further ones do not matter. */
  columns?: readonly Needed[];
}

/** Reads a bill, plain or gzip, row by row without holding it in memory; believe nothing before it has ended without a `BillRejected` (WeChat Pay "Bill format"). */
export function readBill<Needed extends string = never>(
  source: BillSource,
  options: ReadBillOptions<Needed> = {},
): BillReader<Needed> {
  return new BillReader(source, options);
}

/** Rows of one bill, to be read once; hash and summary are checked behind the last row (WeChat Pay "Bill format"). */
export class BillReader<Needed extends string = never> implements AsyncIterable<BillRow<Needed>> {
  /** The last line of the bill, there once all rows were read. */
  summary: BillRow | undefined;

  constructor(
    private readonly source: BillSource,
    private readonly options: ReadBillOptions<Needed>,
  ) {}

  async *[Symbol.asyncIterator](): AsyncGenerator<BillRow<Needed>, void> {
    const hash = createHash('sha1');
    const lines = new LookAhead(billLines(this.source, hash));
    const names = headerNames(await lines.next());
    for (const needed of this.options.columns ?? []) if (!names.includes(needed)) throw new BillRejected('columns');
    let line = await lines.next();
    for (; line !== undefined && isValues(line); line = await lines.next()) yield named(names, line, lines.ended);
    this.summary = named(headerNames(line), await lines.next(), lines.ended);
    if (!lines.ended) throw new BillRejected('malformed');
    const { hashValue } = this.options;
    if (hashValue !== undefined && hash.digest('hex') !== hashValue.toLowerCase()) throw new BillRejected('hash');
  }
}

/** Knows with each line whether it is the last: a broken one at the end means that the rest is missing. */
class LookAhead {
  private ahead: IteratorResult<string, unknown> | undefined;

  constructor(private readonly lines: AsyncGenerator<string>) {}

  get ended(): boolean {
    return this.ahead?.done === true;
  }

  async next(): Promise<string | undefined> {
    const { done, value } = this.ahead ?? (await this.lines.next());
    if (done) return undefined;
    this.ahead = await this.lines.next();
    return value;
  }
}

function isValues(line: string): boolean {
  return line.startsWith('`');
}

function headerNames(line: string | undefined): string[] {
  if (line === undefined) throw new BillRejected('cut');
  if (isValues(line)) throw new BillRejected('malformed');
  const names = line.split(',');
  if (new Set(names).size !== names.length) throw new BillRejected('columns');
  return names;
}

function named<Needed extends string>(names: string[], line: string | undefined, isLast: boolean): BillRow<Needed> {
  if (line === undefined) throw new BillRejected('cut');
  const values = isValues(line) ? parseBillRow(line) : [];
  if (values.length !== names.length) throw new BillRejected(isLast ? 'cut' : 'malformed');
  return Object.fromEntries(names.map((name, index) => [name, values[index] ?? ''])) as BillRow<Needed>;
}
