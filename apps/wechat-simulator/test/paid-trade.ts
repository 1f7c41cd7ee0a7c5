import type { TestSimulator } from './start-simulator.js';

export interface PaidTrade {
  readonly outTradeNo: string;
  readonly transactionId: string;
}

/** Makes an order and pays it as the user would. */
export async function paidTrade(
  simulator: TestSimulator,
  change: { outTradeNo: string; amount?: number; openid?: string; notifyUrl?: string },
): Promise<PaidTrade> {
  const usual = { description: '茶, 一两', amount: 1000, openid: 'oPayer', notifyUrl: 'http://127.0.0.1:9/notify' };
  const { now } = (await simulator.call('GET', '/_control/clock')).json;
  const expiresAt = new Date(Date.parse(String(now)) + 3_600_000);
  await simulator.pay.prepayJsapi({ ...usual, expiresAt, ...change });
  const { json } = await simulator.call('POST', '/_control/pay', { outTradeNo: change.outTradeNo });
  return { outTradeNo: change.outTradeNo, transactionId: String(json['transactionId']) };
}
