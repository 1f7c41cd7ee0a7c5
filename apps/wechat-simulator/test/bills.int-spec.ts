import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '@minisuite/testing';
import { type BillRow, readBill, type TradeBillRequest, yuanToFen } from '@minisuite/wechat';
import { paidTrade } from './paid-trade.js';
import { startSimulator, type TestSimulator } from './start-simulator.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let simulator: TestSimulator;
let today: string;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.stop());
beforeEach(async () => {
  await simulator.call('POST', '/_control/reset');
  // Noon of tomorrow in Beijing, so that no test runs over midnight.
  const now = Date.now() + 8 * HOUR;
  const noon = Math.floor(now / DAY) * DAY + DAY + 12 * HOUR;
  await advance(noon - now);
  today = new Date(noon).toISOString().slice(0, 10);
});

const advance = (advanceMs: number) => simulator.call('POST', '/_control/clock', { advanceMs });
const faults = (bill: object) => simulator.call('PUT', '/_control/faults', { bill });
const seed = (body: object) => simulator.call('POST', '/_control/trades/seed', body);
const columns = ['商户订单号', '微信订单号', '交易状态', '订单金额', '商品名称'] as const;
type Row = BillRow<(typeof columns)[number]>;

async function bill(change: Partial<TradeBillRequest> = {}): Promise<{ rows: Row[]; summary: BillRow | undefined }> {
  const { hashValue, downloadUrl } = await simulator.pay.tradeBill({ billDate: today, ...change });
  const reader = readBill(await simulator.pay.downloadBill(downloadUrl), { hashValue, columns });
  const rows: Row[] = [];
  for await (const row of reader) rows.push(row);
  return { rows, summary: reader.summary };
}

async function dayOfTwo(): Promise<void> {
  await paidTrade(simulator, { outTradeNo: 'BILLED_001', amount: 1990 });
  await paidTrade(simulator, { outTradeNo: 'BILLED_002', amount: 50 });
  await simulator.pay.createRefund({ outTradeNo: 'BILLED_001', outRefundNo: 'R1', refund: 990, total: 1990 });
  await eventually('the refund', async () => (await simulator.pay.queryRefund('R1')).status === 'SUCCESS');
}

describe('bills', () => {
  it('are there from ten in the morning of the next day', async () => {
    await dayOfTwo();
    await expect(bill()).rejects.toMatchObject({ httpStatus: 400, code: 'NOSTATEMENTEXIST' });
    await advance(12 * HOUR);
    await expect(bill()).rejects.toMatchObject({ httpStatus: 400, code: 'STATEMENTCREATING' });
    await advance(10 * HOUR - 60_000);
    await expect(bill()).rejects.toMatchObject({ code: 'STATEMENTCREATING' });
    await advance(60_000);
    expect((await bill()).rows).toHaveLength(3);
  });

  it('tell payments and refunds, plain and packed', async () => {
    await dayOfTwo();
    await advance(DAY);
    const { rows, summary } = await bill();
    expect(rows).toMatchObject([
      { 商户订单号: 'BILLED_001', 交易状态: 'SUCCESS', 订单金额: '19.90', 商品名称: '茶, 一两', 商户退款单号: '0' },
      { 商户订单号: 'BILLED_002', 交易状态: 'SUCCESS', 订单金额: '0.50', 用户标识: 'oPayer' },
      { 商户订单号: 'BILLED_001', 交易状态: 'REFUND', 订单金额: '0.00', 商户退款单号: 'R1', 退款金额: '9.90' },
    ]);
    expect(summary).toMatchObject({ 总交易单数: '3', 订单总金额: '20.40', 退款总金额: '9.90' });
    expect(await bill({ gzip: true })).toEqual({ rows, summary });
    expect((await bill({ billType: 'SUCCESS' })).rows).toHaveLength(2);
    expect((await bill({ billType: 'REFUND' })).rows).toMatchObject([
      { 商户订单号: 'BILLED_001', 退款状态: 'SUCCESS', 退款成功时间: expect.stringMatching(/^\d{4}-/) },
    ]);
  });

  it('do not exist for a day, or of a kind, without transactions', async () => {
    await paidTrade(simulator, { outTradeNo: 'BILLED_001' });
    await advance(2 * DAY);
    await expect(bill({ billType: 'REFUND' })).rejects.toMatchObject({ code: 'NOSTATEMENTEXIST' });
    const next = new Date(Date.parse(today) + DAY).toISOString().slice(0, 10);
    await expect(bill({ billDate: next })).rejects.toMatchObject({ code: 'NOSTATEMENTEXIST' });
    expect((await bill()).rows).toHaveLength(1);
  });

  it('are asked for by a day and by kinds that exist', async () => {
    for (const query of ['', '?bill_date=2026-02-30', '?bill_date=2026-03-01&bill_type=X']) {
      const { status, json } = await simulator.signed({ path: `/v3/bill/tradebill${query}` });
      expect([status, json['code']]).toEqual([400, 'PARAM_ERROR']);
    }
  });

  it('are downloaded within five minutes, by a signed call whose answer is not signed', async () => {
    await paidTrade(simulator, { outTradeNo: 'BILLED_001' });
    await advance(DAY);
    const { downloadUrl } = await simulator.pay.tradeBill({ billDate: today });
    const { pathname, search } = new URL(downloadUrl);
    expect(downloadUrl).toMatch(simulator.baseUrl);
    expect((await simulator.call('GET', pathname + search)).status).toBe(401);
    const { status, headers, text } = await simulator.signed({ path: pathname + search });
    expect([status, headers.get('wechatpay-signature')]).toEqual([200, null]);
    expect(text).toContain('BILLED_001');
    await advance(5 * 60_000);
    await expect(simulator.pay.downloadBill(downloadUrl)).rejects.toMatchObject({ code: 'INVALIDREQUEST' });
    const unknown = simulator.pay.downloadBill('https://x.example/v3/billdownload/file?token=x');
    await expect(unknown).rejects.toMatchObject({ httpStatus: 400 });
  });
});

describe('bills that lie', () => {
  const ids = (rows: Row[]) => rows.map(({ 商户订单号 }) => 商户订单号);
  const total = (rows: Row[]) => rows.reduce((sum, { 订单金额 }) => sum + yuanToFen(订单金额), 0);

  beforeEach(async () => {
    await advance(DAY);
    await seed({ count: 200, billDate: today, first: '1000000001', amount: 100 });
    await advance(DAY);
  });

  it('leave rows out, the same ones each time', async () => {
    const whole = (await bill()).rows;
    await faults({ drop: 0.1 });
    const { rows, summary } = await bill();
    expect(rows.length).toBeGreaterThan(150);
    expect(rows.length).toBeLessThan(200);
    expect(ids(whole)).toEqual(expect.arrayContaining(ids(rows)));
    expect(summary).toMatchObject({ 总交易单数: String(rows.length) });
    expect((await bill()).rows).toEqual(rows);
    await faults({ drop: 1 });
    expect((await bill()).rows).toEqual([]);
  });

  it('change amounts by one fen', async () => {
    await faults({ alterAmount: 0.1 });
    const { rows, summary } = await bill();
    const altered = rows.filter(({ 订单金额 }) => 订单金额 === '1.01');
    expect(altered.length).toBeGreaterThan(5);
    expect(total(rows)).toBe(200 * 100 + altered.length);
    expect(yuanToFen(summary?.['订单总金额'] ?? '')).toBe(total(rows));
  });

  it('tell of payments that nobody knows', async () => {
    await faults({ addUnknown: 3 });
    const { rows } = await bill();
    expect(rows).toHaveLength(203);
    const unknown = rows.filter(({ 商户订单号 }) => 商户订单号.startsWith('UNKNOWN'));
    expect(new Set(unknown.map(({ 微信订单号 }) => 微信订单号)).size).toBe(3);
    const query = simulator.pay.queryByOutTradeNo(unknown[0]?.商户订单号 ?? '');
    await expect(query).rejects.toMatchObject({ code: 'ORDERNOTEXIST' });
  });
});

describe('trades that are seeded', () => {
  beforeEach(() => advance(2 * DAY));

  it('are paid, with numbers known beforehand', async () => {
    const { json } = await seed({
      count: 3,
      billDate: today,
      prefix: 'P',
      first: '700000000001',
      amount: 250,
      refunds: 1,
    });
    expect(json).toEqual({
      count: 3,
      refunds: 1,
      firstOutTradeNo: 'P700000000001',
      lastOutTradeNo: 'P700000000003',
      totalAmount: 750,
    });
    const transactionId = `4200${today.replaceAll('-', '')}0000700000000002`;
    expect(await simulator.pay.queryByOutTradeNo('P700000000002')).toMatchObject({
      tradeState: 'SUCCESS',
      transactionId,
    });
    expect(await simulator.pay.queryRefund('R700000000001')).toMatchObject({
      status: 'SUCCESS',
      amount: { refund: 250 },
    });
    expect((await bill()).rows).toHaveLength(4);
  });

  it('are made all or none', async () => {
    await seed({ count: 1, billDate: today, first: '700000000005' });
    const { status, json } = await seed({ count: 9, billDate: today, first: '700000000001' });
    expect([status, json['code']]).toEqual([409, 'TRADE_EXISTS']);
    expect((await simulator.call('GET', '/_control/trades')).json['items']).toHaveLength(1);
  });

  it('can be a hundred thousand, whose bill is streamed and whose list is told whole', async () => {
    const patient = simulator.payWithin(60_000);
    await seed({ count: 100_000, billDate: today, refunds: 1000 });
    const { hashValue, downloadUrl } = await patient.tradeBill({ billDate: today, gzip: true });
    const reader = readBill(await patient.downloadBill(downloadUrl), { hashValue, columns });
    let count = 0;
    for await (const row of reader) count += row.交易状态 === 'SUCCESS' ? 1 : 1000;
    expect(count).toBe(100_000 + 1000 * 1000);
    const brief = (await simulator.call('GET', '/_control/trades?brief=true&limit=30000')).json['items'] as object[];
    expect(brief).toHaveLength(30_000);
    expect(Object.keys(brief[0] ?? {}).sort()).toEqual(['amount', 'outTradeNo', 'refunded', 'state', 'transactionId']);
    expect((await simulator.call('GET', '/_control/trades')).json['items']).toHaveLength(100_000);
    expect((await simulator.call('GET', '/_control/refunds?limit=10')).json['items']).toHaveLength(10);
  }, 120_000);
});
