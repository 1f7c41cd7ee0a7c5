import { type Books, groupBy, OPEN_REFUND, PAID_PAYMENT, PAID_TRADE, type Verdict } from './books.ts';

/** What still moves or waits: all of it has to come to an end by itself or by what an operator does. */
export function unrestOf(books: Books): string[] {
  const { orders, payments, refunds, wechatRefunds, events, handled, subscribers, letters, reports } = books;
  const openOf = groupBy(
    refunds.filter(({ status }) => OPEN_REFUND.has(status)),
    ({ orderId }) => orderId,
  );
  const seen = new Map([...handled].map(([service, ids]) => [service, new Set(ids)]));
  const parked = new Set(
    letters.filter(({ state }) => state !== 'REPLAYED').map(({ service, eventId }) => `${service} ${eventId}`),
  );
  const due = events.flatMap(({ eventId, type, published }) =>
    (published ? (subscribers.get(type) ?? []) : []).map((service) => ({ service, type, eventId })),
  );
  return [
    ...orders.filter(({ status }) => status === 'PENDING_PAYMENT').map(({ id }) => `order ${id} waits for its payment`),
    ...orders
      .filter(({ id, status }) => status === 'REFUNDING' && !openOf.has(id))
      .map(({ id }) => `order ${id} is REFUNDING without an open refund`),
    ...payments.filter(({ status }) => status === 'PENDING').map(({ id }) => `payment ${id} is PENDING`),
    ...[...openOf.values()]
      .flat()
      .map(({ id, status, attention }) => `refund ${id} is ${status}${attention ? `, waiting (${attention})` : ''}`),
    ...wechatRefunds
      .filter(({ status }) => status === 'PROCESSING')
      .map(({ outRefundNo }) => `WeChat is still at refund ${outRefundNo}`),
    ...untoldOf(books),
    ...reports
      .filter(({ status }) => status === 'PENDING')
      .map(({ orderId }) => `WeChat has yet to hear of the parcel of order ${orderId}`),
    ...events.filter(({ published }) => !published).map(({ service, type }) => `${service} has yet to send a ${type}`),
    ...due
      .filter(({ service, eventId }) => !seen.get(service)?.has(eventId) && !parked.has(`${service} ${eventId}`))
      .map(({ service, type, eventId }) => `${service} has yet to handle ${type} ${eventId}`),
  ];
}

/** What has ended at WeChat and is open here: its notifications were lost, and it repeats them. */
export function untoldOf({ trades, payments, wechatRefunds, refunds }: Books): string[] {
  const paid = new Set(trades.filter(({ state }) => PAID_TRADE.has(state)).map(({ outTradeNo }) => outTradeNo));
  const made = new Set(wechatRefunds.filter(({ status }) => status === 'SUCCESS').map((each) => each.outRefundNo));
  return [
    ...payments
      .filter(({ outTradeNo, status }) => paid.has(outTradeNo) && !PAID_PAYMENT.has(status))
      .map(({ id, status }) => `WeChat has yet to tell that payment ${id} is paid, which is ${status}`),
    ...refunds
      .filter(({ outRefundNo, status }) => made.has(outRefundNo) && OPEN_REFUND.has(status))
      .map(({ id }) => `WeChat has yet to tell that refund ${id} has been made`),
  ];
}

export function checkRest(books: Books): Verdict {
  const checked = books.orders.length + books.payments.length + books.refunds.length + books.events.length;
  return { name: 'nothing is stuck', checked, problems: unrestOf(books) };
}
