import {
  type Books,
  CLOSED_ORDER,
  groupBy,
  PAID_ORDER,
  PAID_PAYMENT,
  type PaymentRow,
  sum,
  type Verdict,
} from './books.ts';

/** What was paid for an order that ended unpaid has gone back. */
export function checkClosedOrders({ orders, payments }: Books): Verdict {
  const paid = groupBy(
    payments.filter(({ status }) => PAID_PAYMENT.has(status)),
    ({ orderId }) => orderId,
  );
  const closed = orders.filter(({ status }) => CLOSED_ORDER.has(status));
  const unexpected = closed.flatMap(({ id, status }) =>
    (paid.get(id) ?? []).map((payment) => ({ id, status, payment })),
  );
  const problems = unexpected
    .filter(({ payment }) => !wentBack(payment))
    .map(
      ({ id, status, payment }) =>
        `order ${id} is ${status}, and ${payment.amount - payment.refundedAmount} fen are kept`,
    );
  const figure = `${unexpected.length} paid after all`;
  return { name: 'no money is kept for a closed order', checked: closed.length, figure, problems };
}

/** A paid order has one payment of its amount that was not given back as unexpected; any other went back. */
export function checkPaidOrders({ orders, payments, refunds }: Books): Verdict {
  const byOrder = groupBy(
    payments.filter(({ status }) => PAID_PAYMENT.has(status)),
    ({ orderId }) => orderId,
  );
  const succeeded = groupBy(
    refunds.filter(({ status }) => status === 'SUCCEEDED'),
    ({ paymentId }) => paymentId,
  );
  const unexpected = new Set(refunds.filter(({ kind }) => kind !== 'USER').map(({ paymentId }) => paymentId));
  const paid = orders.filter(({ status }) => PAID_ORDER.has(status));
  let twice = 0;
  const problems = paid.flatMap(({ id, status, amount, paymentId, refundedAmount }) => {
    const all = byOrder.get(id) ?? [];
    const kept = all.find((payment) => payment.id === paymentId);
    const others = all.filter((payment) => payment !== kept);
    twice += others.length;
    if (!kept) return [`order ${id} is ${status} without a payment of its own`];
    if (kept.amount !== amount) return [`order ${id} costs ${amount} fen, paid were ${kept.amount}`];
    if (unexpected.has(kept.id)) return [`order ${id} is ${status}, and its payment was given back as unexpected`];
    const back = sum((succeeded.get(kept.id) ?? []).map((refund) => refund.amount));
    if (back !== refundedAmount) return [`order ${id} says ${refundedAmount} fen went back, its refunds ${back}`];
    if ((status === 'REFUNDED') !== (back === amount))
      return [`order ${id} is ${status} with ${back} of ${amount} fen back`];
    return others
      .filter((other) => !wentBack(other))
      .map((other) => `order ${id} is paid twice: payment ${other.id} was not given back`);
  });
  return { name: 'a paid order has one payment', checked: paid.length, figure: `${twice} paid twice`, problems };
}

const wentBack = ({ amount, refundedAmount }: PaymentRow): boolean => refundedAmount === amount;
