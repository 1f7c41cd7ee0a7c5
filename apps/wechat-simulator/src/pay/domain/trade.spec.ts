import { describe, expect, it } from '@jest/globals';
import { PayError } from './pay-error.js';
import { parsePrepay } from './prepay-request.js';
import { ORDER_LIFE_MS, PREPAY_LIFE_MS, Trade } from './trade.js';
import { transactionView } from './transaction-view.js';

const start = new Date('2026-03-01T00:00:00Z');
const after = (ms: number) => new Date(start.getTime() + ms);
const merchant = { appId: 'wx0123456789abcdef', mchId: '1900000001' };

function requestOf(change: object = {}) {
  const body = {
    appid: merchant.appId,
    mchid: merchant.mchId,
    description: 'coffee',
    out_trade_no: 'ORDER_0001',
    notify_url: 'https://shop.example.com/hook',
    amount: { total: 1250 },
    payer: { openid: 'oUser-1' },
  };
  return parsePrepay({ ...body, ...change }, merchant);
}

function newTrade(change: object = {}): Trade {
  const trade = new Trade(requestOf(change), start);
  trade.addPrepay('wx-1', start);
  return trade;
}

function codeOf(action: () => void): string | undefined {
  try {
    action();
    return undefined;
  } catch (error) {
    return error instanceof PayError ? error.code : String(error);
  }
}

const pay = (trade: Trade, at: Date) => trade.pay({ transactionId: '42000', paidAt: at });

describe('Trade', () => {
  it('raises a time_expire of less than a minute and cuts one beyond seven days', () => {
    const expiry = (time: Date) => newTrade({ time_expire: time.toISOString() }).expiresAt;
    expect(expiry(after(-1000))).toEqual(after(60_000));
    expect(expiry(after(900_000))).toEqual(after(900_000));
    expect(expiry(after(30 * ORDER_LIFE_MS))).toEqual(after(ORDER_LIFE_MS));
    expect(newTrade().expiresAt).toEqual(after(ORDER_LIFE_MS));
  });

  it('closes itself after seven days, while past time_expire it is still NOTPAY', () => {
    const trade = newTrade({ time_expire: after(900_000).toISOString() });
    expect(trade.stateAt(after(900_000))).toBe('NOTPAY');
    expect(trade.refusalAt(after(900_000), undefined)).toBe('TRADE_EXPIRED');
    expect(trade.stateAt(after(ORDER_LIFE_MS))).toBe('CLOSED');
  });

  it('can be paid with a prepay_id of less than two hours only', () => {
    const trade = newTrade();
    expect(trade.refusalAt(after(PREPAY_LIFE_MS - 1), 'wx-1')).toBeUndefined();
    expect(trade.refusalAt(after(PREPAY_LIFE_MS), 'wx-1')).toBe('PREPAY_EXPIRED');
    expect(trade.refusalAt(after(PREPAY_LIFE_MS), undefined)).toBe('PREPAY_EXPIRED');
    trade.addPrepay('wx-2', after(PREPAY_LIFE_MS));
    expect(trade.livePrepayId(after(PREPAY_LIFE_MS))).toBe('wx-2');
    expect(trade.refusalAt(after(PREPAY_LIFE_MS), undefined)).toBeUndefined();
    expect(trade.refusalAt(after(PREPAY_LIFE_MS), 'wx-1')).toBe('PREPAY_EXPIRED');
  });

  it('is paid once', () => {
    const trade = newTrade();
    pay(trade, after(1));
    expect(trade.stateAt(after(2))).toBe('SUCCESS');
    expect(trade.refusalAt(after(2), undefined)).toBe('TRADE_PAID');
    expect(trade.stateAt(after(2 * ORDER_LIFE_MS))).toBe('SUCCESS');
  });

  it('can be paid by force in every state but one', () => {
    const closed = newTrade();
    closed.close();
    expect([closed.refusalAt(after(1), undefined), closed.forcedRefusal()]).toEqual(['TRADE_CLOSED', undefined]);
    pay(closed, after(1));
    expect([closed.stateAt(after(2)), closed.forcedRefusal()]).toEqual(['SUCCESS', 'TRADE_PAID']);
  });

  it('can be closed again and again, but not when paid', () => {
    const trade = newTrade();
    trade.close();
    trade.close();
    expect(trade.stateAt(after(1))).toBe('CLOSED');
    expect(trade.refusalAt(after(1), undefined)).toBe('TRADE_CLOSED');
    const paid = newTrade();
    pay(paid, after(1));
    expect(codeOf(() => paid.close())).toBe('ORDERPAID');
  });

  it('is renewed by the same request and by no other', () => {
    const trade = newTrade();
    expect(codeOf(() => trade.reenter(requestOf(), after(1)))).toBeUndefined();
    for (const change of [
      { amount: { total: 1 } },
      { description: 'tea' },
      { attach: 'x' },
      { payer: { openid: 'o2' } },
    ]) {
      expect(codeOf(() => trade.reenter(requestOf(change), after(1)))).toBe('OUT_TRADE_NO_USED');
    }
  });

  it('is not renewed once it is paid, closed or expired', () => {
    const paid = newTrade();
    pay(paid, after(1));
    expect(codeOf(() => paid.reenter(requestOf(), after(2)))).toBe('ORDERPAID');
    const closed = newTrade();
    closed.close();
    expect(codeOf(() => closed.reenter(requestOf(), after(2)))).toBe('ORDERCLOSED');
    const change = { time_expire: after(900_000).toISOString() };
    expect(codeOf(() => newTrade(change).reenter(requestOf(change), after(900_000)))).toBe('ORDERCLOSED');
  });

  it('shows payer, attach and times only once it is paid', () => {
    const trade = newTrade({ attach: 'a' });
    const unpaid = transactionView(trade, after(1));
    expect(unpaid).toMatchObject({ trade_state: 'NOTPAY', amount: { total: 1250, payer_currency: 'CNY' } });
    expect(unpaid).not.toHaveProperty('payer');
    pay(trade, after(1000));
    expect(transactionView(trade, after(2000))).toMatchObject({
      trade_state: 'SUCCESS',
      trade_type: 'JSAPI',
      transaction_id: '42000',
      success_time: '2026-03-01T08:00:01+08:00',
      attach: 'a',
      payer: { openid: 'oUser-1' },
      amount: { total: 1250, payer_total: 1250, currency: 'CNY', payer_currency: 'CNY' },
    });
  });
});
