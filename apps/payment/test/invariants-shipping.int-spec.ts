import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { ConsistentView } from '@minisuite/invariants';
import { FakeClock, testDatabase, type TestDatabase } from '@minisuite/testing';
import { ShipmentsAreReported } from '../src/invariants/adapters/mysql/shipments-are-reported.js';
import { migrations } from '../src/migrations.js';

const DAY_MS = 86_400_000;
const clock = new FakeClock();
// A schema without a process, which would report the parcels.
let database: TestDatabase;
let last = 0;

beforeAll(async () => void (database = await testDatabase(migrations)));
afterAll(() => database.drop());

const insert = (table: string, row: object) =>
  database.dataSource.query(`INSERT INTO ${table} (${Object.keys(row).join()}) VALUES (?)`, [Object.values(row)]);
const check = () => ConsistentView.of(database.dataSource, (view) => new ShipmentsAreReported(clock).check(view));

async function report(status: string, ageMs = 0, payment = 'SUCCEEDED'): Promise<string> {
  last += 1;
  const [id, order_id, at] = [String(800 + last), String(700 + last), new Date(clock.now().getTime() - ageMs)];
  const of = { user_id: 31, order_id };
  const times = { expires_at: at, paid_at: at, created_at: at };
  const paid = { amount: 1990, currency: 'CNY', description: 't', notify_url: 'x', out_trade_no: `P${id}` };
  await insert('payment', { id, ...of, ...paid, ...times, status: payment, transaction_id: id });
  const parcel = { carrier: 'YTO', tracking_no: 'YT1234', title: 't', error: 'WeChat: other (10060031)' };
  const tries = { next_at: at, request_id: 'r', created_at: at };
  await insert('shipping_report', { ...of, payment_id: id, transaction_id: id, ...parcel, ...tries, status });
  return order_id;
}

it('a parcel that WeChat does not hear of is a violation, unless all money went back', async () => {
  await report('SENT', 2 * DAY_MS);
  await report('CANCELLED', 2 * DAY_MS, 'REFUNDED');
  await report('PENDING', DAY_MS);
  await report('PENDING', DAY_MS + 1, 'REFUNDED');
  await report('FAILED', 0, 'REFUNDED');
  expect(await check()).toEqual({ checked: 5, violations: [] });
  const late = await report('PENDING', DAY_MS + 1);
  const refused = [await report('FAILED'), await report('FAILED', 0, 'PARTIALLY_REFUNDED')];
  const { checked, violations } = await check();
  expect(checked).toBe(8);
  expect(violations.map(({ id }) => id).toSorted()).toEqual([late, ...refused].toSorted());
  expect(violations.find(({ id }) => id === refused[0])?.problem).toContain('10060031');
});
