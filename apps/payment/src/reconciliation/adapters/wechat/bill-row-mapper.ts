import { type BillRow as WechatRow, yuanToFen } from '@minisuite/wechat';
import { BillRefused } from '../../domain/bill-refused.js';
import type { BillRow } from '../../domain/bill-row.js';

/** What we need of a bill of the type ALL. */
export const COLUMNS = [
  '微信订单号',
  '商户订单号',
  '交易状态',
  '微信退款单号',
  '商户退款单号',
  '退款状态',
  '订单金额',
  '申请退款金额',
] as const;

type Column = (typeof COLUMNS)[number];

const NUMBER = /^[\x21-\x7e]{1,64}$/;
const STATE_CHARACTERS = 32;

export function billRow(row: WechatRow<Column>): BillRow {
  // A row that is about a payment has 0 for the numbers of a refund.
  const refund = row['交易状态'] === 'REFUND' || !/^0?$/.test(row['商户退款单号']);
  return refund
    ? {
        subject: 'refund',
        number: numberOf(row, '商户退款单号'),
        wechatNumber: numberOf(row, '微信退款单号'),
        amount: amountOf(row, '申请退款金额'),
        state: stateOf(row, '退款状态'),
      }
    : {
        subject: 'payment',
        number: numberOf(row, '商户订单号'),
        wechatNumber: numberOf(row, '微信订单号'),
        amount: amountOf(row, '订单金额'),
        state: stateOf(row, '交易状态'),
      };
}

function numberOf(row: WechatRow<Column>, column: Column): string {
  const number = row[column];
  if (!NUMBER.test(number)) throw new BillRefused(`The bill has a row whose ${column} is no number.`);
  return number;
}

function amountOf(row: WechatRow<Column>, column: Column): number {
  try {
    return yuanToFen(row[column]);
  } catch {
    throw new BillRefused(`The bill has a row whose ${column} is no amount.`);
  }
}

function stateOf(row: WechatRow<Column>, column: Column): string {
  return [...row[column]].slice(0, STATE_CHARACTERS).join('');
}
