import { type PaidTransaction, WechatPayError, type WechatPayTransaction } from '@minisuite/wechat';
import type { PaidTrade, Trade } from '../../domain/trade.js';

export function paidTrade({ appId, mchId, outTradeNo, transactionId, amount, successTime }: PaidFields): PaidTrade {
  const { total, currency } = amount;
  // A currency that is not named is not taken for ours.
  return { appId, mchId, outTradeNo, transactionId, amount: total, currency: currency ?? '', paidAt: successTime };
}

export function tradeOf(transaction: WechatPayTransaction): Trade {
  const { tradeState, transactionId, amount, successTime } = transaction;
  switch (tradeState) {
    // A refund can only follow a payment.
    case 'SUCCESS':
    case 'REFUND': {
      if (!transactionId || !amount || !successTime) throw incomplete();
      return { state: 'PAID', paid: paidTrade({ ...transaction, transactionId, amount, successTime }) };
    }
    case 'CLOSED':
      return { state: 'CLOSED' };
    // USERPAYING, REVOKED and PAYERROR belong to payment codes; none of them is final for us.
    default:
      return { state: 'OPEN' };
  }
}

type PaidFields = Pick<PaidTransaction, 'appId' | 'mchId' | 'outTradeNo' | 'transactionId' | 'amount' | 'successTime'>;

function incomplete(): WechatPayError {
  return new WechatPayError({
    httpStatus: 200,
    code: 'MALFORMED_RESPONSE',
    message: 'A paid order lacks its transaction',
  });
}
