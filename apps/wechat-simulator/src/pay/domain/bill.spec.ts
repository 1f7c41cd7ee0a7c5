import { describe, expect, it } from '@jest/globals';
import { billText } from './bill.js';
import type { BillEntry } from './bill-entry.js';
import type { BillType } from './bill-request.js';
import { inventedTrade } from './invented-trade.js';
import { Refund } from './refund.js';
import { parseRefund } from './refund-request.js';

const paidAt = new Date('2026-03-01T04:05:06Z');
const merchant = { appId: 'wx01', mchId: '1900000001' };
const payment = { transactionId: '42000', paidAt };
const trade = inventedTrade({ ...payment, outTradeNo: 'ORDER_0001', total: 100_005 }, merchant);
const madeAt = new Date('2026-03-02T02:00:00Z');

function refund(endedAt?: Date): Refund {
  const amount = { refund: 1000, total: 100_005, currency: 'CNY' };
  const request = parseRefund({ out_trade_no: 'ORDER_0001', out_refund_no: 'R1', amount });
  const made = new Refund('50300', '42000', trade, request, new Date('2026-03-01T05:00:00Z'));
  if (endedAt) made.end('SUCCESS', endedAt);
  return made;
}

const linesOf = (type: BillType, entries: BillEntry[]) =>
  [...billText({ type, entries, madeAt })].join('').split('\r\n');
const paid: BillEntry = { trade, payment, alteredBy: 0 };
const refunded: BillEntry = { ...paid, refund: refund(new Date('2026-03-01T05:00:10Z')) };

describe('bill', () => {
  it('writes everything in 27 columns', () => {
    const [header, first, second, summaryHeader, summary, rest] = linesOf('ALL', [paid, refunded]);
    expect(header).toBe(
      '\uFEFF交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注',
    );
    expect(first).toBe(
      '`2026-03-01 12:05:06,`wx01,`1900000001,`0,`,`42000,`ORDER_0001,`oInvented,`JSAPI,`SUCCESS,`OTHERS,`CNY,`1000.05,`0.00,`0,`0,`0.00,`0.00,`,`,`测试商品, 一件,`,`6.00000,`0.60%,`1000.05,`0.00,`',
    );
    expect(second).toBe(
      '`2026-03-01 13:00:00,`wx01,`1900000001,`0,`,`42000,`ORDER_0001,`oInvented,`JSAPI,`REFUND,`OTHERS,`CNY,`0.00,`0.00,`50300,`R1,`10.00,`0.00,`ORIGINAL,`SUCCESS,`测试商品, 一件,`,`-0.06000,`0.60%,`0.00,`10.00,`',
    );
    expect(summaryHeader).toBe(
      '总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额',
    );
    expect(summary).toBe('`2,`1000.05,`10.00,`0.00,`5.94000,`1000.05,`10.00');
    expect(rest).toBe('');
  });

  it('writes payments in 20 columns', () => {
    const [header, row, summaryHeader, summary] = linesOf('SUCCESS', [paid]);
    expect(header?.split(',')).toHaveLength(20);
    expect(row?.split(',`')).toHaveLength(20);
    expect(summaryHeader).toBe('总交易单数,应结订单总金额,手续费总金额,订单总金额');
    expect(summary).toBe('`1,`1000.05,`6.00000,`1000.05');
  });

  it('writes refunds in 29 columns', () => {
    const [header, row] = linesOf('REFUND', [refunded]);
    expect(header?.split(',').slice(13, 17)).toEqual(['代金券金额', '退款申请时间', '退款成功时间', '微信退款单号']);
    expect(header?.split(',')).toHaveLength(29);
    expect(row).toMatch(/^`2026-03-01 12:05:06,.*,`0.00,`2026-03-01 13:00:00,`2026-03-01 13:00:10,`50300,/);
  });

  it('does not know what became of a refund after it was made', () => {
    const late = { ...paid, refund: refund(new Date('2026-03-02T02:00:01Z')) };
    expect(linesOf('REFUND', [late])[1]).toMatch(/,`2026-03-01 13:00:00,`,`50300,.*,`PROCESSING,/);
  });

  it('lies by one fen where it is told to, and agrees with itself', () => {
    const altered = [
      { ...paid, alteredBy: 1 },
      { ...refunded, alteredBy: 1 },
    ];
    const [, first, second, , summary] = linesOf('ALL', altered);
    expect(first).toContain('`1000.06,`0.00,`0,');
    expect(second).toContain('`R1,`10.01,');
    expect(summary).toBe('`2,`1000.06,`10.01,`0.00,`5.94000,`1000.06,`10.01');
  });

  it('comes in chunks, and writes line breaks out', () => {
    const broken = inventedTrade({ ...payment, outTradeNo: 'ORDER_0002', total: 1 }, merchant);
    Object.assign(broken.request, { description: 'a\r\nb' });
    const entries = Array.from({ length: 2000 }, () => ({ trade: broken, payment, alteredBy: 0 }));
    const chunks = [...billText({ type: 'ALL', entries, madeAt })];
    expect(chunks.length).toBeGreaterThan(4);
    expect(chunks.join('').split('\r\n')).toHaveLength(2004);
    expect(chunks[0]).toContain(',`a\\r\\nb,`');
  });
});
