import { status } from '@grpc/grpc-js';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { operationsV1, type paymentV1 } from '@minisuite/contracts';
import { grpcClient } from '@minisuite/grpc';
import { testDatabase, type TestDatabase } from '@minisuite/testing';
import { migrations } from '../src/migrations.js';
import { PaymentClosing } from '../src/ordering/app/ports.js';
import { FakePaymentServer } from './fake-payment-server.js';
import { as, asOperator, CREDENTIAL, refusalOf, type RunningOrderService, startOrderService } from './order-service.js';
import { putSkus } from './shop.js';

const server = new FakePaymentServer();

let db: TestDatabase;
let service: RunningOrderService;

beforeAll(async () => {
  db = await testDatabase(migrations);
  await putSkus(db.dataSource, { '901': 10 });
  await server.start();
  service = await startOrderService(db.url, { paymentAddress: server.address });
});

afterAll(async () => {
  // First, because it never answers the service's timer any more.
  server.stop();
  await service?.stop();
  await db?.drop();
});

beforeEach(() => {
  server.calls.length = 0;
});

const result = (orderId: string, outcome: string, payment: object | null = null) => ({ orderId, outcome, payment });
const close = (ids: string[], withinMs = 10_000) => service.get(PaymentClosing).close(ids, withinMs);

describe('the invariants over gRPC', () => {
  it('compare with the payment service in the service’s own name, page by page', async () => {
    const at = { seconds: '1767225600', nanos: 0 };
    const money = { amount: '100', refundedAmount: '0', paidAt: at, bookedAt: at };
    const kept = (orderId: number) => ({ orderId, paymentId: '9', ...money });
    let starting = 2;
    server.listKeptPayments = ({ afterOrderId, limit }) => {
      starting -= 1;
      if (starting >= 0) throw Object.assign(new Error('not there yet'), { code: status.UNAVAILABLE });
      const after = [5, 6].filter((id) => id > Number(afterOrderId));
      return { payments: after.slice(0, Math.min(limit, 1)).map((id) => kept(id)) };
    };
    const address = service.address;
    const client = grpcClient<operationsV1.InvariantServiceClient>({
      package: 'operations',
      of: 'order',
      service: operationsV1.INVARIANT_SERVICE_NAME,
      address,
      from: { name: 'gateway', credential: CREDENTIAL },
      deadlineMs: 20_000,
    });
    const { invariants } = await asOperator(() => client.checkInvariants({}));
    client.close();
    const books = invariants.find(({ name }) => name === 'paid-orders-have-their-payment');
    expect(invariants).toHaveLength(7);
    expect(books).toMatchObject({
      checked: '2',
      violations: '2',
      examples: [
        { id: '5', problem: 'is paid by payment 9, but there is no such order' },
        { id: '6', problem: 'is paid by payment 9, but there is no such order' },
      ],
    });
    const calls = server.callsOf('listKeptPayments');
    const identities = calls.flatMap(({ metadata }) => [
      ...metadata.get('x-operator-id'),
      ...metadata.get('x-user-id'),
    ]);
    expect([identities, calls.length > 3]).toEqual([[], true]);
  });
});

describe('asking the payment service over gRPC', () => {
  it('reads what it says, and what it leaves out is unknown', async () => {
    const paidAt = { seconds: '1767225600', nanos: 250_000_000 };
    const payment = { orderId: '2', paymentId: '9', amount: '300', refundedAmount: '0', paidAt };
    server.closeOrders = () => ({
      results: [
        result('1', 'CLOSE_OUTCOME_CLOSED'),
        result('2', 'CLOSE_OUTCOME_PAID', payment),
        result('3', 'CLOSE_OUTCOME_UNKNOWN'),
        result('4', 'CLOSE_OUTCOME_PAID'),
      ],
    });
    const answers = await close(['1', '2', '3', '4', '5']);
    expect([...answers]).toEqual([
      ['1', { outcome: 'CLOSED' }],
      [
        '2',
        { outcome: 'PAID', payment: { paymentId: '9', amount: 300, paidAt: new Date('2026-01-01T00:00:00.250Z') } },
      ],
      ['3', { outcome: 'UNKNOWN' }],
      // Nothing may be concluded from a payment that is not named.
      ['4', { outcome: 'UNKNOWN' }],
    ]);
    expect(server.callsOf('closeOrders').map(({ request }) => request)).toEqual([
      { orderIds: ['1', '2', '3', '4', '5'] },
    ]);
  });

  it('is done in the service’s own name when a user cancels, under the same request id', async () => {
    server.closeOrders = ({ orderIds }: paymentV1.CloseOrdersRequest) => ({
      results: orderIds.map((id) => result(id, 'CLOSE_OUTCOME_CLOSED')),
    });
    const request = { items: [{ skuId: '901', quantity: 1 }], addressId: '', remark: '', requestHash: 'h' };
    const { order } = await as('7', () => service.orders.placeOrder({ ...request, idempotencyKey: 'k1' }));
    const cancelled = await as('7', () => service.orders.cancelOrder({ id: order?.id ?? '' }));
    expect(cancelled.order?.status).toBe('ORDER_STATUS_CANCELLED');
    const metadata = server.callsOf('closeOrders')[0]?.metadata;
    expect(metadata?.get('x-user-id')).toEqual([]);
    expect(metadata?.get('x-request-id')[0]).toMatch(/^test-/);
    expect(metadata?.get('x-internal-credential')).toHaveLength(1);
  });

  it('leaves the order as it is when there is no answer in time', async () => {
    server.closeOrders = () => new Promise(() => {});
    const request = { items: [{ skuId: '901', quantity: 1 }], addressId: '', remark: '', requestHash: 'h' };
    const { order } = await as('7', () => service.orders.placeOrder({ ...request, idempotencyKey: 'k2' }));
    const cancelled = await as('7', () => service.orders.cancelOrder({ id: order?.id ?? '' }));
    expect(cancelled.order).toMatchObject({ status: 'ORDER_STATUS_PENDING_PAYMENT', closing: true });
    expect(await refusalOf(close(['1'], 1000))).toBe('DEADLINE_EXCEEDED');
  });
});
