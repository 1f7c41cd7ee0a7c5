import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { gzipSync } from 'node:zlib';
import { billText, COLUMNS, paymentRow, refundRow, type ServedBill } from './reconciliation-bill-server.js';
import { ReconciliationWorld } from './reconciliation-world.js';

let world: ReconciliationWorld;
let next = 0;

beforeAll(async () => {
  world = await ReconciliationWorld.start();
});
afterAll(() => world.stop());

const day = () => `2025-12-${String((next += 1)).padStart(2, '0')}`;
const rows = (count: number) =>
  Array.from({ length: count }, (_, n) => paymentRow(`B${next}-${n}`, `420${next}${n}`, 100 + n));

describe('a bill that cannot be believed', () => {
  const good = billText(rows(3));
  const served = (text: string, hashed = text): ServedBill => ({ bytes: gzipSync(text), hashed });
  const bad: [string, ServedBill, RegExp][] = [
    ['has another hash', served(good.replace('1.00', '1.01'), good), /hash/],
    ['ends within its rows', served(good.slice(0, good.indexOf('B0-2'))), /ends before its end/],
    ['ends before its summary', served(good.slice(0, good.indexOf('总交易单数'))), /ends before its end/],
    ['ends within the packed bytes', { bytes: gzipSync(good).subarray(0, 150), hashed: good }, /ends before its end/],
    ['has no byte', { bytes: Buffer.alloc(0), hashed: '' }, /ends before its end/],
    [
      'lacks a column',
      served(
        billText(
          rows(3),
          COLUMNS.filter((column) => column !== '订单金额'),
        ),
      ),
      /lacks a column/,
    ],
    ['comes twice in one file', served(good + good), /cannot be read|ends before/],
    ['has a row that is too short', served(good.replace('`CNY,', '').replace('`SUCCESS,', '')), /cannot be read/],
    ['has an amount that is none', served(good.replace('1.00', '1,00x')), /订单金额 is no amount|cannot be read/],
    ['is an error page', served('<html>\n<body>502</body>\n</html>\n'), /cannot be read|lacks a column/],
  ];

  it.each(bad)('fails when it %s, and says why; nothing of it counts', async (_what, bill, reason) => {
    const date = day();
    world.bills.days.set(date, bill);
    const failed = await world.run(date);
    expect(failed).toMatchObject({ status: 'FAILED', payments: 0, differences: 0 });
    expect(failed.error).toMatch(reason);
    expect(await world.differences(failed.id)).toEqual([]);
  });

  it('is read again when an operator says so', async () => {
    const date = day();
    const text = billText(rows(1500));
    world.bills.days.set(date, { bytes: gzipSync(text), hashed: `${text} ` });
    expect(await world.run(date)).toMatchObject({ status: 'FAILED', differences: 0 });
    world.bills.serve(date, rows(1500));
    expect(await world.run(date)).toMatchObject({ status: 'COMPLETED', payments: 1500, differences: 1500, error: '' });
    const [{ rows: left = '' } = {}] = await world.payments.rows<{ rows: string }>(
      `SELECT COUNT(*) AS \`rows\` FROM reconciliation_row r JOIN reconciliation c ON c.load_id = r.load_id WHERE c.bill_date = ?`,
      [date],
    );
    expect(Number(left)).toBe(1500);
    expect(
      await world.payments.rows(
        'SELECT DISTINCT load_id FROM reconciliation_row r WHERE NOT EXISTS (SELECT 1 FROM reconciliation c WHERE c.load_id = r.load_id)',
      ),
    ).toEqual([]);
  });
});

describe('a bill that may be unusual', () => {
  it('has more columns, in another order', async () => {
    const date = day();
    const payment = await world.paid(`${date}T12:00:00+08:00`);
    const row = { ...paymentRow(payment.number, payment.wechat, 1990), 新列: '新,值' };
    world.bills.serve(date, [row], ['新列', ...COLUMNS.toReversed()]);
    expect(await world.run(date)).toMatchObject({ status: 'COMPLETED', payments: 1, differences: 0 });
  });

  it('has no row', async () => {
    const date = day();
    const payment = await world.paid(`${date}T12:00:00+08:00`);
    world.bills.serve(date, []);
    const { id, ...state } = await world.run(date);
    expect(state).toMatchObject({ status: 'COMPLETED', payments: 0, differences: 1 });
    expect(await world.differences(id)).toMatchObject([{ kind: 'ONLY_HERE', number: payment.number }]);
  });

  it('has every row twice: each is one difference', async () => {
    const date = day();
    const payment = await world.paid(`${date}T12:00:00+08:00`, 1990, 'REFUNDED');
    const refund = await world.refund(payment.id, { amount: 1990, succeeded_at: new Date(`${date}T13:00:00+08:00`) });
    const both = [paymentRow(payment.number, payment.wechat, 1990), refundRow(refund.number, refund.wechat, 1990)];
    world.bills.serve(date, [...both, ...both]);
    const { id } = await world.run(date);
    expect((await world.differences(id)).map(({ kind, subject }) => [kind, subject])).toEqual([
      ['DUPLICATE', 'payment'],
      ['DUPLICATE', 'refund'],
    ]);
    expect(await world.run(date)).toMatchObject({ differences: 2, openDifferences: 2 });
  });

  it('is one of a day that is not over: the bill of nothing is not believed', async () => {
    world.bills.days.set('2026-01-01', { code: 'NO_STATEMENT_EXIST' });
    expect(await world.run('2026-01-01')).toMatchObject({ status: 'WAITING', error: expect.stringContaining('yet') });
  });
});

it.each([
  ['STATEMENT_CREATING', 400, 'WAITING'],
  ['SYSTEM_ERROR', 500, 'WAITING'],
  ['FREQUENCY_LIMITED', 429, 'WAITING'],
  ['PARAM_ERROR', 400, 'FAILED'],
  ['NO_STATEMENT_EXIST', 400, 'COMPLETED'],
])('%s (%i) leaves the day %s', async (code, status, expected) => {
  const date = day();
  world.bills.days.set(date, { code, status });
  expect(await world.run(date)).toMatchObject({ status: expected, differences: 0 });
});
