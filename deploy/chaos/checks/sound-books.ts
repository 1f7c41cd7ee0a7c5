import type { KnownOrder } from '../users/journal.ts';
import type { Books, EventRow } from './books.ts';
import type { Told } from './check-orders.ts';

const line = [{ skuId: '9', quantity: 2 }];

function event(eventId: string, type: string, payload: Record<string, unknown>): EventRow {
  const service = type.startsWith('order.') ? 'order' : 'payment';
  return { service, eventId, type, aggregateId: '0', payload: { userId: '7', ...payload }, published: true };
}

/**
 * Books in which all is right: order 1 is paid twice and refunded in part, order 2 was cancelled and paid after all, order 3 has
 * expired, order 4 was refunded as a whole, order 5 was shipped.
 */
export function soundBooks(): Books {
  const order = { userId: '7', closing: null, amount: 100, shipped: false, lines: line };
  const payment = { amount: 100, refundingAmount: 0 };
  const events = [
    ...['1', '2', '3', '4', '5'].map((id) => event(`1${id}`, 'order.placed.v1', { orderId: id })),
    ...['1', '4', '5'].map((id) => event(`2${id}`, 'order.paid.v1', { orderId: id })),
    event('32', 'order.cancelled.v1', { orderId: '2' }),
    event('33', 'order.expired.v1', { orderId: '3' }),
    ...['11', '14', '15'].map((id) => event(`4${id}`, 'payment.succeeded.v1', { paymentId: id })),
    event('512', 'payment.unexpected.v1', { paymentId: '12', refundId: '22' }),
    event('516', 'payment.unexpected.v1', { paymentId: '16', refundId: '26' }),
    ...['21', '24'].map((id) => event(`6${id}`, 'refund.requested.v1', { refundId: id })),
    ...['21', '22', '24', '26'].map((id) => event(`7${id}`, 'refund.succeeded.v1', { refundId: id })),
  ];
  const message = { userId: '7', kind: 'order.paid' };
  const entry = (name: string, from: string, to: string, amount: number) => [
    { entry: name, account: to, amount },
    { entry: name, account: from, amount: -amount },
  ];
  return {
    trades: [
      { outTradeNo: 'M11', state: 'REFUND', amount: 100, transactionId: 'T11', refunded: 30 },
      { outTradeNo: 'M12', state: 'REFUND', amount: 100, transactionId: 'T12', refunded: 100 },
      { outTradeNo: 'M13', state: 'CLOSED', amount: 100, refunded: 0 },
      { outTradeNo: 'M14', state: 'REFUND', amount: 100, transactionId: 'T14', refunded: 100 },
      { outTradeNo: 'M16', state: 'REFUND', amount: 100, transactionId: 'T16', refunded: 100 },
      { outTradeNo: 'M15', state: 'SUCCESS', amount: 100, transactionId: 'T15', refunded: 0 },
    ],
    wechatRefunds: [
      { outRefundNo: 'R21', outTradeNo: 'M11', amount: 30, status: 'SUCCESS' },
      { outRefundNo: 'R22', outTradeNo: 'M12', amount: 100, status: 'SUCCESS' },
      { outRefundNo: 'R24', outTradeNo: 'M14', amount: 100, status: 'SUCCESS' },
      { outRefundNo: 'R26', outTradeNo: 'M16', amount: 100, status: 'SUCCESS' },
    ],
    orders: [
      { ...order, id: '1', status: 'PAID', paymentId: '11', refundedAmount: 30 },
      { ...order, id: '2', status: 'CANCELLED', paymentId: null, refundedAmount: 0 },
      { ...order, id: '3', status: 'EXPIRED', paymentId: null, refundedAmount: 0 },
      { ...order, id: '4', status: 'REFUNDED', paymentId: '14', refundedAmount: 100 },
      { ...order, id: '5', status: 'SHIPPED', paymentId: '15', refundedAmount: 0, shipped: true },
    ],
    payments: [
      {
        ...payment,
        id: '11',
        orderId: '1',
        status: 'PARTIALLY_REFUNDED',
        outTradeNo: 'M11',
        transactionId: 'T11',
        refundedAmount: 30,
      },
      {
        ...payment,
        id: '12',
        orderId: '2',
        status: 'REFUNDED',
        outTradeNo: 'M12',
        transactionId: 'T12',
        refundedAmount: 100,
      },
      {
        ...payment,
        id: '13',
        orderId: '3',
        status: 'CLOSED',
        outTradeNo: 'M13',
        transactionId: null,
        refundedAmount: 0,
      },
      {
        ...payment,
        id: '14',
        orderId: '4',
        status: 'REFUNDED',
        outTradeNo: 'M14',
        transactionId: 'T14',
        refundedAmount: 100,
      },
      {
        ...payment,
        id: '15',
        orderId: '5',
        status: 'SUCCEEDED',
        outTradeNo: 'M15',
        transactionId: 'T15',
        refundedAmount: 0,
      },
      {
        ...payment,
        id: '16',
        orderId: '1',
        status: 'REFUNDED',
        outTradeNo: 'M16',
        transactionId: 'T16',
        refundedAmount: 100,
      },
    ],
    refunds: [
      {
        id: '21',
        paymentId: '11',
        orderId: '1',
        kind: 'USER',
        amount: 30,
        status: 'SUCCEEDED',
        outRefundNo: 'R21',
        attention: null,
      },
      {
        id: '22',
        paymentId: '12',
        orderId: '2',
        kind: 'ORDER_CLOSED',
        amount: 100,
        status: 'SUCCEEDED',
        outRefundNo: 'R22',
        attention: null,
      },
      {
        id: '24',
        paymentId: '14',
        orderId: '4',
        kind: 'USER',
        amount: 100,
        status: 'SUCCEEDED',
        outRefundNo: 'R24',
        attention: null,
      },
      {
        id: '26',
        paymentId: '16',
        orderId: '1',
        kind: 'PAID_TWICE',
        amount: 100,
        status: 'SUCCEEDED',
        outRefundNo: 'R26',
        attention: null,
      },
    ],
    skus: [{ id: '9', initial: 10, available: 6, reserved: 0, sold: 4 }],
    events,
    handled: new Map([['message', ['21', '24', '25', '512', '516', '721', '722', '724', '726']]]),
    subscribers: new Map(
      ['order.paid.v1', 'payment.unexpected.v1', 'refund.succeeded.v1'].map((type) => [type, ['message']]),
    ),
    messages: [
      { ...message, subjectId: '1' },
      { ...message, subjectId: '4' },
      { ...message, subjectId: '5' },
      ...['2', '1'].map((subjectId) => ({ userId: '7', kind: 'payment.unexpected', subjectId })),
      ...['21', '22', '24', '26'].map((subjectId) => ({ userId: '7', kind: 'refund.succeeded', subjectId })),
    ],
    keys: ['1', '2', '3', '4', '5'].map((id) => ({ userId: '7', key: `k${id}`, orderId: id })),
    ledger: [
      ...['11', '14', '15'].flatMap((id) => entry(`payment:${id}`, 'orders', 'wechat', 100)),
      ...['12', '16'].flatMap((id) => entry(`payment:${id}`, 'returns', 'wechat', 100)),
      ...entry('refund:21', 'wechat', 'orders', 30),
      ...['22', '26'].flatMap((id) => entry(`refund:${id}`, 'wechat', 'returns', 100)),
      ...entry('refund:24', 'wechat', 'orders', 100),
    ],
    reports: [{ orderId: '5', status: 'SENT' }],
    parcels: [{ transactionId: 'T15' }],
    letters: [],
    nextTryMs: null,
  };
}

/** What the users of the sound books were told. */
export function soundlyTold(): Told {
  const act = { no: 1, user: 0, story: 'pay' as const, items: [], operatorApproves: true, chance: 0 };
  const told = (id: string): [string, KnownOrder] => [id, { id, userId: '7', key: `k${id}`, amount: 100, act }];
  return { orders: new Map(['1', '2', '4', '5'].map(told)), unknownKeys: new Map([['7', ['k3']]]) };
}
