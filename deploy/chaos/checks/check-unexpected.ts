import { type Books, groupBy, PAID_PAYMENT, type PaymentRow, type Verdict } from './books.ts';

/** Payments that no order keeps: of orders that were closed, and those beside the one that is kept. */
export function unexpectedOf({ orders, payments }: Books): { closed: PaymentRow[]; twice: PaymentRow[] } {
  const keptOf = new Map(orders.map(({ id, paymentId }) => [id, paymentId]));
  const others = payments.filter(({ id, orderId, status }) => PAID_PAYMENT.has(status) && keptOf.get(orderId) !== id);
  return {
    closed: others.filter(({ orderId }) => keptOf.get(orderId) === null),
    twice: others.filter(({ orderId }) => keptOf.get(orderId) !== null),
  };
}

/** Each of them was given back by one refund of all of it, for the right reason, and its user was told both times. */
export function checkUnexpected(books: Books): Verdict {
  const { closed, twice } = unexpectedOf(books);
  const refundsOf = groupBy(books.refunds, ({ paymentId }) => paymentId);
  const told = groupBy(books.messages, ({ kind, subjectId }) => `${kind} ${subjectId}`);
  const timesTold = (kind: string, id: string): number => told.get(`${kind} ${id}`)?.length ?? 0;
  const problems = [
    ...closed.map((payment) => ({ payment, why: 'ORDER_CLOSED' })),
    ...twice.map((payment) => ({ payment, why: 'PAID_TWICE' })),
  ].flatMap(({ payment: { id, amount }, why }) => {
    const [refund, ...more] = refundsOf.get(id) ?? [];
    if (!refund || more.length > 0) return [`payment ${id} (${why}) has ${refund ? more.length + 1 : 0} refunds`];
    if (refund.kind !== why) return [`refund ${refund.id} of payment ${id} is for ${refund.kind}, not ${why}`];
    if (refund.status !== 'SUCCEEDED' || refund.amount !== amount) {
      return [`refund ${refund.id} is ${refund.status} with ${refund.amount} of ${amount} fen`];
    }
    const times = timesTold('refund.succeeded', refund.id);
    return times === 1 ? [] : [`the user was told ${times} times of refund ${refund.id}`];
  });
  for (const [orderId, payments] of groupBy([...closed, ...twice], (payment) => payment.orderId)) {
    const times = timesTold('payment.unexpected', orderId);
    if (times === payments.length) continue;
    problems.push(`order ${orderId} has ${payments.length} unexpected payments, its user was told of ${times}`);
  }
  const figure = `${closed.length} of closed orders, ${twice.length} paid twice`;
  return {
    name: 'unexpected money went back, its user knows',
    checked: closed.length + twice.length,
    figure,
    problems,
  };
}
