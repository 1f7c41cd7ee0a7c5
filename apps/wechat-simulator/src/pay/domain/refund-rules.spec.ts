import { describe, expect, it } from '@jest/globals';
import { Funds } from './funds.js';
import { inventedTrade } from './invented-trade.js';
import { PayError } from './pay-error.js';
import { Refund, type RefundOutcome } from './refund.js';
import { RefundBook } from './refund-book.js';
import { parseRefund } from './refund-request.js';
import { checkNewRefund, checkRepetition, MAX_REFUNDS, paidTrade, REFUNDABLE_MS } from './refund-rules.js';
import { Trade } from './trade.js';

const paidAt = new Date('2026-03-01T00:00:00Z');
const after = (ms: number) => new Date(paidAt.getTime() + ms);
const merchant = { appId: 'wx0123456789abcdef', mchId: '1900000001' };
const trade = inventedTrade({ outTradeNo: 'ORDER_0001', transactionId: '42000', total: 1000, paidAt }, merchant);
const paid = paidTrade(trade);

const request = (refund: number, total = 1000, no = 'R1') =>
  parseRefund({ out_trade_no: 'ORDER_0001', out_refund_no: no, amount: { refund, total, currency: 'CNY' } });

function refundOf(amount: number, outcome?: RefundOutcome): Refund {
  const refund = new Refund('50300', '42000', trade, request(amount), paidAt);
  if (outcome) refund.end(outcome, after(300));
  return refund;
}

function errorOf(action: () => unknown): string {
  try {
    action();
    return 'accepted';
  } catch (error) {
    return error instanceof PayError ? `${error.status} ${error.code}` : String(error);
  }
}

const asked = (amount: number, refunds: Refund[] = [], at = after(1000)) =>
  errorOf(() => checkNewRefund(paid, refunds, request(amount), at));

describe('rules of refunds', () => {
  it('know only orders that are paid', () => {
    const unpaid = new Trade(trade.request, paidAt);
    expect(errorOf(() => paidTrade(undefined))).toBe('404 RESOURCE_NOT_EXISTS');
    expect(errorOf(() => paidTrade(unpaid))).toBe('404 RESOURCE_NOT_EXISTS');
  });

  it('give back the whole in parts, and not a fen more', () => {
    expect(asked(1000)).toBe('accepted');
    expect(asked(1001)).toBe('400 INVALID_REQUEST');
    expect(asked(400, [refundOf(600)])).toBe('accepted');
    expect(asked(401, [refundOf(600, 'SUCCESS')])).toBe('400 INVALID_REQUEST');
    expect(asked(401, [refundOf(600, 'ABNORMAL')])).toBe('400 INVALID_REQUEST');
    expect(asked(1, [refundOf(1000)])).toBe('400 INVALID_REQUEST');
    expect(asked(1000, [refundOf(1000, 'CLOSED')])).toBe('accepted');
  });

  it('need the total of the order', () => {
    const wrong = () => checkNewRefund(paid, [], request(1, 999), after(1));
    expect(errorOf(wrong)).toBe('400 INVALID_REQUEST');
  });

  it('allow 50 refunds of an order', () => {
    const many = (count: number) => Array.from({ length: count }, () => refundOf(1));
    expect(asked(1, many(MAX_REFUNDS - 1))).toBe('accepted');
    expect(asked(1, many(MAX_REFUNDS))).toBe('400 INVALID_REQUEST');
  });

  it('allow them for 365 days', () => {
    expect(asked(1, [], after(REFUNDABLE_MS))).toBe('accepted');
    expect(asked(1, [], after(REFUNDABLE_MS + 1))).toBe('400 INVALID_REQUEST');
  });

  it('take a number again for the very same refund only', () => {
    const known = refundOf(600);
    const other = inventedTrade({ outTradeNo: 'ORDER_0002', transactionId: '42001', total: 1000, paidAt }, merchant);
    expect(errorOf(() => checkRepetition(known, trade, request(600)))).toBe('accepted');
    expect(errorOf(() => checkRepetition(known, trade, request(599)))).toBe('400 INVALID_REQUEST');
    expect(errorOf(() => checkRepetition(known, other, request(600)))).toBe('400 INVALID_REQUEST');
  });
});

describe('refunds', () => {
  it('end once', () => {
    const refund = refundOf(1);
    expect([refund.status, refund.succeededAt]).toEqual(['PROCESSING', undefined]);
    expect([refund.end('SUCCESS', after(300)), refund.hasEnded]).toEqual([true, true]);
    expect(refund.end('CLOSED', after(400))).toBe(false);
    expect([refund.status, refund.succeededAt]).toEqual(['SUCCESS', after(300)]);
    expect([refund.statusAt(after(299)), refund.statusAt(after(300))]).toEqual(['PROCESSING', 'SUCCESS']);
  });

  it('that are abnormal can still end, and were abnormal until then', () => {
    const refund = refundOf(1, 'ABNORMAL');
    expect(refund.hasEnded).toBe(false);
    expect(refund.end('SUCCESS', after(400))).toBe(true);
    expect([refund.status, refund.succeededAt]).toEqual(['SUCCESS', after(400)]);
    expect([refund.statusAt(after(399)), refund.statusAt(after(400))]).toEqual(['ABNORMAL', 'SUCCESS']);
    expect(refund.end('CLOSED', after(500))).toBe(false);
  });

  it('that succeeded are summed by order', () => {
    const book = new RefundBook();
    for (const refund of [refundOf(1, 'SUCCESS'), refundOf(2, 'CLOSED'), refundOf(4), refundOf(8, 'SUCCESS')]) {
      book.add(refund);
    }
    expect(book.refunded(trade)).toBe(9);
  });

  it('are paid from the funds', () => {
    const funds = new Funds();
    funds.take(1_000_000);
    funds.set(100);
    expect(errorOf(() => funds.take(101))).toBe('403 NOT_ENOUGH');
    funds.take(100);
    expect(errorOf(() => funds.take(1))).toBe('403 NOT_ENOUGH');
    funds.giveBack(1);
    expect(funds.available).toBe(1);
  });
});
