import { type Books, CLOSED_ORDER, type EventRow, groupBy, PAID_ORDER, type Verdict } from './books.ts';

/** Each event that left has been handled by each service that subscribes, and nobody has handled what nobody sent. */
export function checkDelivery({ events, handled, subscribers }: Books): Verdict {
  const known = new Set(events.map(({ eventId }) => eventId));
  const problems = events
    .filter(({ published }) => !published)
    .map(({ service, type, eventId }) => `${service}: ${type} ${eventId} has never left`);
  let deliveries = 0;
  for (const [service, ids] of handled) {
    const seen = new Set(ids);
    for (const id of seen) if (!known.has(id)) problems.push(`${service} has handled ${id}, which nobody sent`);
    for (const { eventId, type } of events) {
      if (!subscribers.get(type)?.includes(service)) continue;
      deliveries += 1;
      if (!seen.has(eventId)) problems.push(`${service} has never handled ${type} ${eventId}`);
    }
  }
  return { name: 'no event is lost', checked: deliveries, figure: `${events.length} events`, problems };
}

/** What happened was told once: no more and no fewer events of a kind than there are things that they tell of. */
export function checkTold({ events, orders, payments, refunds }: Books): Verdict {
  const byType = groupBy(events, ({ type }) => type);
  const problems: string[] = [];
  const expect = (type: string, ids: readonly string[], idOf: (event: EventRow) => unknown): void => {
    const told = groupBy(byType.get(type) ?? [], (event) => String(idOf(event)));
    const wanted = new Set(ids);
    for (const id of wanted) {
      const times = told.get(id)?.length ?? 0;
      if (times !== 1) problems.push(`${type} of ${id} was told ${times} times`);
    }
    for (const id of told.keys()) if (!wanted.has(id)) problems.push(`${type} of ${id} tells of what is not so`);
  };
  const idsOf = (rows: readonly { id: string }[]): string[] => rows.map(({ id }) => id);
  const ofOrder = ({ payload }: EventRow): unknown => payload['orderId'];
  const withStatus = (status: string): string[] => idsOf(orders.filter((order) => order.status === status));
  const paid = orders.filter(({ status }) => PAID_ORDER.has(status));
  expect('order.placed.v1', idsOf(orders), ofOrder);
  expect('order.paid.v1', idsOf(paid), ofOrder);
  expect('order.cancelled.v1', withStatus('CANCELLED'), ofOrder);
  expect('order.expired.v1', withStatus('EXPIRED'), ofOrder);
  const kept = new Set(paid.map(({ paymentId }) => paymentId));
  const ofPayment = ({ payload }: EventRow): unknown => payload['paymentId'];
  expect('payment.succeeded.v1', idsOf(payments.filter(({ id }) => kept.has(id))), ofPayment);
  const ofRefund = ({ payload }: EventRow): unknown => payload['refundId'];
  const automatic = refunds.filter(({ kind }) => kind !== 'USER');
  expect('payment.unexpected.v1', idsOf(automatic), ofRefund);
  expect('refund.requested.v1', idsOf(refunds.filter(({ kind }) => kind === 'USER')), ofRefund);
  expect('refund.succeeded.v1', idsOf(refunds.filter(({ status }) => status === 'SUCCEEDED')), ofRefund);
  return { name: 'what happened was told once', checked: events.length, problems };
}

/** Each event that users are told of is one message, not more; a paid order is one in any case. */
export function checkMessages({ events, messages, orders, subscribers }: Books): Verdict {
  const telling = new Set(
    [...subscribers].filter(([, services]) => services.includes('message')).map(([type]) => type),
  );
  const expected = events.filter(({ type }) => telling.has(type));
  const problems: string[] = [];
  const ofUser = groupBy(messages, ({ userId }) => userId);
  const toldOf = groupBy(expected, ({ payload }) => String(payload['userId']));
  for (const userId of new Set([...ofUser.keys(), ...toldOf.keys()])) {
    const [here, told] = [ofUser.get(userId)?.length ?? 0, toldOf.get(userId)?.length ?? 0];
    if (here !== told) problems.push(`user ${userId} has ${here} messages about ${told} events`);
  }
  const aboutPaid = groupBy(
    messages.filter(({ kind }) => kind === 'order.paid'),
    ({ subjectId }) => subjectId,
  );
  for (const { id, status } of orders) {
    const times = aboutPaid.get(id)?.length ?? 0;
    const wanted = PAID_ORDER.has(status) ? 1 : 0;
    if (times !== wanted && (wanted === 1 || CLOSED_ORDER.has(status))) {
      problems.push(`order ${id} is ${status}, and its buyer was told ${times} times that it is paid`);
    }
  }
  return { name: 'users are told once', checked: messages.length, problems };
}
