import { type Books, groupBy, OPEN_REFUND, PAID_PAYMENT, PAID_TRADE, sum, type Verdict, yuan } from './books.ts';

/** Every trade paid at WeChat is paid here, with that amount and transaction, and the other way round. */
export function checkPayments({ trades, payments }: Books): Verdict {
  const ours = new Map(payments.map((payment) => [payment.outTradeNo, payment]));
  const theirs = new Set(trades.filter(({ state }) => PAID_TRADE.has(state)).map(({ outTradeNo }) => outTradeNo));
  const problems = trades
    .filter(({ outTradeNo }) => theirs.has(outTradeNo))
    .flatMap(({ outTradeNo, amount, transactionId }) => {
      const payment = ours.get(outTradeNo);
      if (!payment) return [`trade ${outTradeNo} is paid at WeChat and unknown here`];
      if (!PAID_PAYMENT.has(payment.status)) return [`payment ${payment.id} is ${payment.status}, paid at WeChat`];
      if (payment.amount !== amount) return [`payment ${payment.id} is ${payment.amount} fen, ${amount} at WeChat`];
      if (payment.transactionId !== transactionId) return [`payment ${payment.id} names another transaction`];
      return [];
    });
  const paid = payments.filter(({ status }) => PAID_PAYMENT.has(status));
  for (const { id, outTradeNo } of paid) {
    if (!theirs.has(outTradeNo)) problems.push(`payment ${id} is paid here and not at WeChat`);
  }
  const [here, there] = [
    sum(paid.map(({ amount }) => amount)),
    sum(trades.filter(({ outTradeNo }) => theirs.has(outTradeNo)).map(({ amount }) => amount)),
  ];
  if (here !== there) problems.push(`${yuan(here)} came in here, ${yuan(there)} at WeChat`);
  return { name: 'payments are those of WeChat', checked: theirs.size, figure: yuan(there), problems };
}

/** Every refund that WeChat has made is booked here, and no other; per trade the sums are equal. */
export function checkRefunds({ trades, wechatRefunds, payments, refunds }: Books): Verdict {
  const ours = new Map(refunds.map((refund) => [refund.outRefundNo, refund]));
  const made = wechatRefunds.filter(({ status }) => status === 'SUCCESS');
  const theirs = new Set(made.map(({ outRefundNo }) => outRefundNo));
  const problems = made.flatMap(({ outRefundNo, amount }) => {
    const refund = ours.get(outRefundNo);
    if (!refund) return [`refund ${outRefundNo} was made by WeChat and is unknown here`];
    if (refund.status !== 'SUCCEEDED') return [`refund ${refund.id} is ${refund.status}, SUCCESS at WeChat`];
    if (refund.amount !== amount) return [`refund ${refund.id} is ${refund.amount} fen, ${amount} at WeChat`];
    return [];
  });
  const succeeded = refunds.filter(({ status }) => status === 'SUCCEEDED');
  for (const { id, outRefundNo } of succeeded) {
    if (!theirs.has(outRefundNo)) problems.push(`refund ${id} succeeded here and not at WeChat`);
  }
  const byTrade = groupBy(made, ({ outTradeNo }) => outTradeNo);
  const byPayment = groupBy(succeeded, ({ paymentId }) => paymentId);
  const tradeOf = new Map(trades.map((trade) => [trade.outTradeNo, trade]));
  for (const { id, amount, outTradeNo, refundedAmount } of payments) {
    const there = sum((byTrade.get(outTradeNo) ?? []).map((each) => each.amount));
    const rows = sum((byPayment.get(id) ?? []).map((each) => each.amount));
    const told = tradeOf.get(outTradeNo)?.refunded ?? there;
    if (refundedAmount === there && rows === there && told === there && there <= amount) continue;
    problems.push(
      `payment ${id}: ${refundedAmount} fen refunded, ${rows} by its refunds, ${there} at WeChat of ${amount}`,
    );
  }
  const figure = yuan(sum(made.map(({ amount }) => amount)));
  return { name: 'refunds are those of WeChat', checked: made.length, figure, problems };
}

/** No refund is left over on either side, also none that the bank has refused. */
export function checkRefundsEnd({ wechatRefunds, refunds }: Books): Verdict {
  const open = refunds.filter(({ status }) => OPEN_REFUND.has(status));
  const theirs = wechatRefunds.filter(({ status }) => status === 'PROCESSING' || status === 'ABNORMAL');
  const byStatus = [...groupBy(refunds, ({ status }) => status)].sort(([a], [b]) => a.localeCompare(b));
  return {
    name: 'every refund has come to its end',
    checked: refunds.length,
    figure: byStatus.map(([status, same]) => `${status} ${same.length}`).join(', '),
    problems: [
      ...open.map(({ id, status, attention }) => `refund ${id} is ${status}${attention ? ` (${attention})` : ''}`),
      ...theirs.map(({ outRefundNo, status }) => `refund ${outRefundNo} is ${status} at WeChat`),
    ],
  };
}

/** The ledger's entries sum to nothing, and what it says to be at WeChat is there. */
export function checkLedger({ ledger, trades, wechatRefunds }: Books): Verdict {
  const problems = [...groupBy(ledger, ({ entry }) => entry)].flatMap(([entry, lines]) => {
    const total = sum(lines.map(({ amount }) => amount));
    return total === 0 ? [] : [`entry ${entry} sums to ${total} fen`];
  });
  const total = sum(ledger.map(({ amount }) => amount));
  if (total !== 0) problems.push(`the ledger sums to ${total} fen`);
  const booked = sum(ledger.filter(({ account }) => account === 'wechat').map(({ amount }) => amount));
  const came = sum(trades.filter(({ state }) => PAID_TRADE.has(state)).map(({ amount }) => amount));
  const left = came - sum(wechatRefunds.filter(({ status }) => status === 'SUCCESS').map(({ amount }) => amount));
  if (booked !== left) problems.push(`${yuan(booked)} should be at WeChat by the ledger, ${yuan(left)} is`);
  return { name: 'the ledger sums to nothing', checked: ledger.length, figure: `${yuan(booked)} at WeChat`, problems };
}
