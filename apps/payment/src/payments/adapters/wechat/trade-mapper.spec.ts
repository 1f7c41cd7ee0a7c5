import { describe, expect, it } from '@jest/globals';
import { type TradeState, WechatPayError, type WechatPayTransaction } from '@minisuite/wechat';
import { tradeOf } from './trade-mapper.js';

const transaction: WechatPayTransaction = {
  appId: 'wx1',
  mchId: '1900000001',
  outTradeNo: 'M100001',
  tradeState: 'SUCCESS',
  transactionId: '4200000001',
  successTime: new Date('2026-03-01T12:00:00Z'),
  amount: { total: 1990, payerTotal: 1500, currency: 'CNY' },
};

describe('a trade of WeChat', () => {
  it.each(['SUCCESS', 'REFUND'] as TradeState[])(
    'was paid when it is %s, with the amount of the order',
    (tradeState) => {
      expect(tradeOf({ ...transaction, tradeState })).toEqual({
        state: 'PAID',
        paid: {
          appId: 'wx1',
          mchId: '1900000001',
          outTradeNo: 'M100001',
          transactionId: '4200000001',
          amount: 1990,
          currency: 'CNY',
          paidAt: new Date('2026-03-01T12:00:00Z'),
        },
      });
    },
  );

  it('is closed when WeChat says so, and open in every other state', () => {
    expect(tradeOf({ ...transaction, tradeState: 'CLOSED' })).toEqual({ state: 'CLOSED' });
    for (const tradeState of ['NOTPAY', 'USERPAYING', 'REVOKED', 'PAYERROR'] as const) {
      expect(tradeOf({ ...transaction, tradeState })).toEqual({ state: 'OPEN' });
    }
  });

  it('is not believed to be paid without its transaction', () => {
    expect(() => tradeOf({ ...transaction, transactionId: undefined })).toThrow(WechatPayError);
    expect(() => tradeOf({ ...transaction, amount: undefined })).toThrow(WechatPayError);
  });

  it('does not take a missing currency for ours', () => {
    expect(tradeOf({ ...transaction, amount: { total: 1990 } })).toMatchObject({ paid: { currency: '' } });
  });
});
