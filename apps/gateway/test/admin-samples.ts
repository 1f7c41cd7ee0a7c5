import { order as orderData, profile as profileData, refund as refundData } from './route-answers.js';
import { samples } from './samples.js';

const at = { seconds: '1767225600', nanos: 5_000_000 };
const moment = '2026-01-01T00:00:00.005Z';

const letter = {
  id: '71',
  consumer: 'minisuite.order',
  topic: 'payment.events',
  partition: 3,
  offset: '42',
  key: '41',
  eventId: 'e-1',
  type: 'payment.succeeded.v1',
  reason: 'FAILED',
  error: 'Error: no such order',
  attempts: 5,
  replays: 1,
};
const open = { resolvedAt: null, resolvedBy: '', note: '' };
const entry = {
  operatorName: 'anna',
  action: 'dead-letter.discard',
  targetType: 'dead-letter',
  targetId: '71',
  reason: 'a test',
  requestId: 'r-1',
  seq: '12',
  hash: 'a1'.repeat(32),
};

const reconciliation = { id: '91', billDate: '2026-01-01', error: 'the hash is wrong' };
const difference = {
  id: '92',
  reconciliationId: '91',
  subject: 'refund',
  number: 'R61',
  wechatNumber: '5030',
  paymentId: '41',
  refundId: '61',
  wechatState: 'SUCCESS',
  ourState: 'PROCESSING',
  note: 'asked WeChat',
};
const report = {
  orderId: '21',
  paymentId: '41',
  carrier: 'SF',
  trackingNo: 'SF-1',
  attempts: 2,
  error: 'WeChat: invalid_argument (10060014)',
};
const invariant = {
  name: 'stock-balances',
  promise: 'Nothing is lost.',
  examples: [{ id: '111', problem: '1 too many' }],
  milliseconds: 12,
};

/** What the services answer to operators. */
const operator = { id: '33', username: 'bo.li', displayName: '李波', roles: ['support'] };

export const wire = {
  account: { operator, status: 'OPERATOR_STATUS_ACTIVE', createdAt: at, hasTotp: true },
  user: { profile: samples.profile, status: 'ACCOUNT_STATUS_DISABLED', updatedAt: at },
  login: { tokens: samples.tokens, operator: { id: '3', username: 'anna', displayName: 'Anna', roles: ['admin'] } },
  letter: { ...letter, parkedAt: at, state: 'DEAD_LETTER_STATE_PARKED', ...open },
  discarded: {
    ...letter,
    parkedAt: at,
    state: 'DEAD_LETTER_STATE_DISCARDED',
    resolvedAt: at,
    resolvedBy: 'anna',
    note: 'a test',
  },
  entry: { ...entry, id: '81', at, operatorId: '3', outcome: 'AUDIT_OUTCOME_SUCCEEDED', details: '{"replays":1}' },
  order: { ...samples.order, status: 'ORDER_STATUS_SHIPPED', shipment: { carrier: 'SF', trackingNo: 'SF-1' } },
  refund: { ...samples.refund, wechatRefundId: '5030', attention: 'NOT_ENOUGH', decisionReason: 'x', attempts: 2 },
  report: { ...report, status: 'SHIPPING_REPORT_STATUS_FAILED', createdAt: at, sentAt: at },
  reconciliation: {
    ...reconciliation,
    status: 'RECONCILIATION_STATUS_FAILED',
    payments: '3',
    refunds: '2',
    paidAmount: '11800',
    refundedAmount: '5900',
    differences: '4',
    openDifferences: '1',
    startedAt: at,
    finishedAt: at,
  },
  difference: {
    ...difference,
    kind: 'DIFFERENCE_KIND_STATE',
    status: 'DIFFERENCE_STATUS_RESOLVED',
    wechatAmount: '5900',
    ourAmount: '5901',
    foundAt: at,
    resolvedAt: at,
  },
  invariant: { ...invariant, checked: '13', violations: '1' },
};

/** The same as operators see it. */
export const seen = {
  account: { ...operator, status: 'ACTIVE', hasTotp: true, createdAt: moment },
  user: { ...profileData, status: 'DISABLED', updatedAt: moment },
  session: { ...samples.tokens, operator: wire.login.operator },
  letter: { ...letter, service: 'order', parkedAt: moment, state: 'PARKED' },
  discarded: {
    ...letter,
    service: 'order',
    parkedAt: moment,
    state: 'DISCARDED',
    resolvedAt: moment,
    resolvedBy: 'anna',
    note: 'a test',
  },
  entry: {
    ...entry,
    id: '81',
    service: 'order',
    at: moment,
    operatorId: '3',
    outcome: 'SUCCEEDED',
    details: { replays: 1 },
  },
  order: { ...orderData, status: 'SHIPPED', shipment: wire.order.shipment, userId: '7' },
  refund: {
    ...refundData,
    decisionReason: 'x',
    userId: '7',
    kind: 'USER',
    outRefundNo: 'R61',
    wechatRefundId: '5030',
    attention: 'NOT_ENOUGH',
    attempts: 2,
    held: true,
    shipped: false,
  },
  report: { ...report, status: 'FAILED', createdAt: moment, sentAt: moment },
  reconciliation: {
    ...reconciliation,
    status: 'FAILED',
    payments: 3,
    refunds: 2,
    paidAmount: 11_800,
    refundedAmount: 5900,
    differences: 4,
    openDifferences: 1,
    startedAt: moment,
    finishedAt: moment,
  },
  difference: {
    ...difference,
    kind: 'STATE',
    status: 'RESOLVED',
    wechatAmount: 5900,
    ourAmount: 5901,
    foundAt: moment,
    resolvedAt: moment,
  },
  invariant: { ...invariant, service: 'order', checked: 13, violations: 1 },
};
