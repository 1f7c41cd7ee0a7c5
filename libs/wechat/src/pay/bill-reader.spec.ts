import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { type BillRow, readBill } from '../index.js';

const bill =
  '\uFEFF商户订单号,商品名称,订单金额\r\n`A1,`杯子, 白色,`2.00\r\n`A2,`茶`壶,`0.10\r\n总交易单数,订单总金额\r\n`2,`2.10\r\n';
const sha1 = (text: string | Buffer) => createHash('sha1').update(text).digest('hex');

/** Cut into pieces of so many bytes, so that lines, characters and the gzip mark fall apart. */
function* pieces(whole: string | Buffer, size: number): Generator<Buffer> {
  const bytes = Buffer.from(whole);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function rowsOf(source: Iterable<Buffer | string>, options = {}): Promise<BillRow[]> {
  const rows: BillRow[] = [];
  for await (const row of readBill(source, options)) rows.push(row);
  return rows;
}

const reason = (source: Iterable<Buffer | string>, options = {}) =>
  rowsOf(source, options).then(
    () => 'accepted',
    (error: { reason?: string }) => error.reason,
  );

describe('readBill', () => {
  it.each([1, 2, 7, 1000])('reads rows by name from pieces of %i bytes, plain and gzip', async (size) => {
    const expected = [
      { 商户订单号: 'A1', 商品名称: '杯子, 白色', 订单金额: '2.00' },
      { 商户订单号: 'A2', 商品名称: '茶`壶', 订单金额: '0.10' },
    ];
    const hashValue = sha1(bill).toUpperCase();
    expect(await rowsOf(pieces(bill, size), { hashValue })).toEqual(expected);
    expect(await rowsOf(pieces(gzipSync(bill), size), { hashValue })).toEqual(expected);
  });

  it('tells the summary behind the last row, and asks no more of the source than it was asked', async () => {
    let taken = 0;
    function* lines() {
      for (const line of bill.split('\n')) {
        taken++;
        yield `${line}\n`;
      }
    }
    const reader = readBill(lines(), { columns: ['订单金额'] });
    const rows = reader[Symbol.asyncIterator]();
    expect((await rows.next()).value?.订单金额).toBe('2.00');
    expect([taken, reader.summary]).toEqual([3, undefined]);
    await rows.next();
    expect((await rows.next()).done).toBe(true);
    expect(reader.summary).toEqual({ 总交易单数: '2', 订单总金额: '2.10' });
  });

  it('reads a day on which nothing is left', async () => {
    expect(await rowsOf(['a,b\n', 'c\n', '`0'])).toEqual([]);
  });

  it('takes columns it does not know and refuses to go without one it needs', async () => {
    expect(await reason([bill], { columns: ['订单金额', '商户订单号'] })).toBe('accepted');
    expect(await reason([bill], { columns: ['退款金额'] })).toBe('columns');
    expect(await reason(['a,a\n`1,`2\nc\n`1'])).toBe('columns');
  });

  it.each([
    ['nothing', ''],
    ['a header', '商户订单号,商品名称,订单金额'],
    ['rows', bill.slice(0, bill.indexOf('总'))],
    ['half a row', bill.slice(0, bill.indexOf(',`茶'))],
    ['no summary row', bill.slice(0, bill.indexOf('`2,'))],
    ['half a summary row', bill.slice(0, bill.indexOf(',`2.10'))],
  ])('calls a bill cut that has only %s', async (_what, text) => {
    expect(await reason([text])).toBe('cut');
    expect(await reason([text], { hashValue: sha1(text) })).toBe('cut');
  });

  it('calls a gzip cut that ends early', async () => {
    const packed = gzipSync(bill);
    expect(await reason(pieces(packed.subarray(0, packed.length - 9), 16))).toBe('cut');
  });

  it('refuses other bytes than those of the hash, were it one fen', async () => {
    const hashValue = sha1(bill);
    expect(await reason([bill.replace('`0.10', '`0.11')], { hashValue })).toBe('hash');
    expect(await reason([bill.trimEnd()], { hashValue })).toBe('hash');
    expect(await reason([gzipSync(bill)], { hashValue: sha1(gzipSync(bill)) })).toBe('hash');
  });

  it.each([
    ['no header', '`1,`2\nc\n`1'],
    ['a short row', 'a,b\n`1\n`1,`2\nc\n`1'],
    ['a long row', 'a,b\n`1,`2,`3\nc\n`1'],
    ['lines behind the summary', 'a,b\n`1,`2\nc\n`1\n`2'],
    ['an error page', '<html>\n<body>\n</body>\n</html>'],
    ['bytes that are no text', Buffer.from([0x61, 0xff, 0xfe, 0x0a])],
    ['an endless line', 'a'.repeat(100_000)],
    ['a broken gzip', Buffer.from([0x1f, 0x8b, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])],
  ])('refuses %s', async (_what, content) => {
    expect(await reason([content])).toBe('malformed');
  });

  it('lets a failure of the source through, from inside a gzip too', async () => {
    const packed = gzipSync(bill);
    function* breaking(content: string | Buffer) {
      yield* pieces(content, 10);
      throw new Error('the line broke');
    }
    await expect(rowsOf(breaking(bill))).rejects.toThrow('the line broke');
    await expect(rowsOf(breaking(packed.subarray(0, 60)))).rejects.toThrow('the line broke');
  });
});
