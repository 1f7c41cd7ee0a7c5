import type { AdminCase } from './admin-case.js';
import { seen, wire } from './admin-samples.js';

const page = { limit: 20, cursor: '' };
const first = (item: unknown) => ({ items: [item], nextCursor: 'next' });
const order = { owner: 'order', wire: { order: wire.order }, data: seen.order } as const;
const refund = { owner: 'payment', wire: { refund: wire.refund }, data: seen.refund } as const;

/** The routes below /admin that have to do with goods and money. */
export const adminMoneyCases: AdminCase[] = [
  {
    route: 'GET /admin/orders?status=PAID&userId=7',
    rpc: 'ListAllOrders',
    owner: 'order',
    wire: { orders: [wire.order], nextCursor: 'next' },
    data: first(seen.order),
    asked: { ...page, status: 'ORDER_STATUS_PAID', userId: '7' },
  },
  { ...order, route: 'GET /admin/orders/21', rpc: 'GetAnyOrder', asked: { id: '21' } },
  {
    ...order,
    route: 'POST /admin/orders/21/ship',
    rpc: 'ShipOrder',
    body: { carrier: 'SF', trackingNo: 'SF-1' },
    asked: { id: '21', carrier: 'SF', trackingNo: 'SF-1', idempotencyKey: '', requestHash: '' },
  },
  {
    route: 'GET /admin/shipping-reports?status=FAILED&limit=5',
    rpc: 'ListShippingReports',
    owner: 'payment',
    wire: { reports: [wire.report], nextCursor: 'next' },
    data: first(seen.report),
    asked: { limit: 5, cursor: '', status: 'SHIPPING_REPORT_STATUS_FAILED' },
  },
  {
    route: 'POST /admin/shipping-reports/21/retry',
    rpc: 'RetryShippingReport',
    owner: 'payment',
    wire: { report: wire.report },
    data: seen.report,
    body: { carrier: 'YTO', trackingNo: 'YT-1' },
    asked: { orderId: '21', carrier: 'YTO', trackingNo: 'YT-1' },
  },
  {
    route: 'GET /admin/refunds?status=REQUESTED&waiting=true&orderId=21&limit=5&cursor=abc',
    rpc: 'ListRefunds',
    owner: 'payment',
    wire: { refunds: [wire.refund], nextCursor: 'next' },
    data: first(seen.refund),
    asked: { limit: 5, cursor: 'abc', status: 'REFUND_STATUS_REQUESTED', waiting: true, orderId: '21' },
  },
  { ...refund, route: 'POST /admin/refunds/61/approve', rpc: 'ApproveRefund', asked: { id: '61' } },
  {
    ...refund,
    route: 'POST /admin/refunds/61/reject',
    rpc: 'RejectRefund',
    body: { reason: '已拆封' },
    asked: { id: '61', reason: '已拆封' },
  },
  { ...refund, route: 'POST /admin/refunds/61/retry', rpc: 'RetryRefund', asked: { id: '61' } },
  {
    route: 'GET /admin/reconciliations',
    rpc: 'ListReconciliations',
    owner: 'payment',
    wire: { reconciliations: [wire.reconciliation], nextCursor: 'next' },
    data: first(seen.reconciliation),
    asked: page,
  },
  {
    route: 'POST /admin/reconciliations',
    rpc: 'RunReconciliation',
    owner: 'payment',
    wire: { reconciliation: wire.reconciliation },
    data: seen.reconciliation,
    status: 202,
    body: { billDate: '2026-01-01' },
    asked: { billDate: '2026-01-01' },
  },
  {
    route: 'GET /admin/reconciliations/91/differences?status=OPEN',
    rpc: 'ListDifferences',
    owner: 'payment',
    wire: { differences: [wire.difference], nextCursor: 'next' },
    data: first(seen.difference),
    asked: { ...page, reconciliationId: '91', status: 'DIFFERENCE_STATUS_OPEN' },
  },
  {
    route: 'POST /admin/reconciliations/differences/92/resolve',
    rpc: 'ResolveDifference',
    owner: 'payment',
    wire: { difference: wire.difference },
    data: seen.difference,
    body: { note: '已核对' },
    asked: { id: '92', note: '已核对' },
  },
  {
    route: 'GET /admin/invariants',
    rpc: 'CheckInvariants',
    owner: 'order',
    others: () => ({ invariants: [] }),
    shared: 2,
    wire: { invariants: [wire.invariant] },
    data: { ok: false, invariants: [seen.invariant], unavailable: [] },
  },
];
