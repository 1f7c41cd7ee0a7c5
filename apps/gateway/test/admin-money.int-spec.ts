import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DomainError } from '@minisuite/kernel';
import { wire } from './admin-samples.js';
import { type FourServices, startWithFourServices } from './four-services.js';
import { samples } from './samples.js';

let four: FourServices;
beforeAll(async () => void (four = await startWithFourServices()));
afterAll(() => four.stop());
beforeEach(() => four.reset());

const refuse = (kind: 'conflict' | 'not_found' | 'unavailable', reason: string) => () => {
  throw new DomainError(kind, reason, 'inner words');
};

describe('the invariants', () => {
  const fine = { ...wire.invariant, violations: '0', examples: [] };
  const check = async () => (await four.call('GET', '/admin/invariants')).json['data'];

  it('are fine when both keepers say so, each under its name', async () => {
    four.each.payment.on('CheckInvariants', () => ({ invariants: [{ ...fine, name: 'ledger-balances' }] }));
    four.each.order.on('CheckInvariants', () => ({ invariants: [fine] }));
    expect(await check()).toMatchObject({
      ok: true,
      invariants: [
        { service: 'order', name: 'stock-balances', violations: 0, examples: [] },
        { service: 'payment', name: 'ledger-balances', violations: 0 },
      ],
      unavailable: [],
    });
  });

  it('are not fine when one is violated', async () => {
    four.each.order.on('CheckInvariants', () => ({ invariants: [fine] }));
    four.each.payment.on('CheckInvariants', () => ({ invariants: [fine, wire.invariant] }));
    expect(await check()).toMatchObject({ ok: false, unavailable: [] });
  });

  it('are not fine when one service does not answer, and the other is told nevertheless', async () => {
    four.each.order.on('CheckInvariants', () => ({ invariants: [fine] }));
    four.each.payment.on('CheckInvariants', refuse('unavailable', 'SERVICE_UNAVAILABLE'));
    expect(await check()).toMatchObject({ ok: false, invariants: [{ service: 'order' }], unavailable: ['payment'] });
  });

  it('are given the time to read all books', async () => {
    await check();
    expect(four.each.order.calls[0]?.deadlineMs).toBeGreaterThan(20_000);
  });
});

describe('what services refuse', () => {
  it.each([
    ['orders/21/ship', 'order', 'ShipOrder', 'ORDER_STATE_CONFLICT', { carrier: 'SF', trackingNo: 'SF-1' }],
    ['shipping-reports/21/retry', 'payment', 'RetryShippingReport', 'CONFLICT', undefined],
    ['refunds/61/approve', 'payment', 'ApproveRefund', 'CONFLICT', undefined],
    ['refunds/61/reject', 'payment', 'RejectRefund', 'CONFLICT', { reason: 'r' }],
    ['refunds/61/retry', 'payment', 'RetryRefund', 'CONFLICT', undefined],
    ['reconciliations', 'payment', 'RunReconciliation', 'CONFLICT', { billDate: '2026-01-01' }],
    ['reconciliations/differences/92/resolve', 'payment', 'ResolveDifference', 'CONFLICT', { note: 'n' }],
  ] as const)('POST /admin/%s passes on', async (path, owner, rpc, reason, body) => {
    for (const [kind, word, status] of [
      ['conflict', reason, 409],
      ['not_found', 'NOT_FOUND', 404],
      ['unavailable', 'SERVICE_UNAVAILABLE', 503],
    ] as const) {
      four.each[owner].on(rpc, refuse(kind, word));
      const answer = await four.call('POST', `/admin/${path}`, { body });
      expect(answer).toMatchObject({ status, json: { reason: word } });
      expect(answer.text).not.toContain('inner words');
    }
  });
});

it('why a parcel cannot be shipped is passed on', async () => {
  const details = [{ path: 'carrier', message: 'wants an address' }];
  four.each.order.on('ShipOrder', () => {
    throw new DomainError('conflict', 'ORDER_STATE_CONFLICT', 'inner words', details);
  });
  const answer = await four.call('POST', '/admin/orders/21/ship', { body: { carrier: 'SF', trackingNo: 'SF-1' } });
  expect(answer).toMatchObject({ status: 409, json: { reason: 'ORDER_STATE_CONFLICT', details } });
});

it('a parcel is told once more as it is when nothing is corrected', async () => {
  four.each.payment.on('RetryShippingReport', () => ({ report: { ...wire.report, error: '', sentAt: null } }));
  for (const body of [undefined, {}, { carrier: 'YTO' }]) {
    const { status, json } = await four.call('POST', '/admin/shipping-reports/21/retry', { body });
    expect([status, Object.keys(json['data'] as object)]).toEqual([
      200,
      ['orderId', 'paymentId', 'carrier', 'trackingNo', 'status', 'attempts', 'createdAt'],
    ]);
  }
  const asked = { orderId: '21', carrier: '', trackingNo: '' };
  expect(four.each.payment.requestsOf('RetryShippingReport')).toEqual([asked, asked, { ...asked, carrier: 'YTO' }]);
});

it('what is not there is left out', async () => {
  four.each.payment.on('ListRefunds', () => ({ refunds: [samples.refund], nextCursor: '' }));
  const { items, nextCursor } = (await four.call('GET', '/admin/refunds')).json['data'] as {
    items: object[];
    nextCursor: null;
  };
  expect(nextCursor).toBeNull();
  expect(Object.keys(items[0] ?? {})).toEqual([
    'id',
    'orderId',
    'paymentId',
    'amount',
    'reason',
    'status',
    'createdAt',
    'userId',
    'kind',
    'outRefundNo',
    'attempts',
    'held',
    'shipped',
  ]);
  expect(four.each.payment.requestsOf('ListRefunds')).toEqual([
    { status: 'REFUND_STATUS_UNSPECIFIED', waiting: false, orderId: '', limit: 20, cursor: '' },
  ]);
});
