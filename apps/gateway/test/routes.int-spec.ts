import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { delay } from '@minisuite/kernel';
import {
  type Answer,
  type CallOptions,
  type GatewayUnderTest,
  startGatewayUnderTest,
  token,
} from './gateway-under-test.js';
import { order } from './route-answers.js';
import { isOpen, type RouteCase, routeCases } from './route-cases.js';
import { samples } from './samples.js';

let gateway: GatewayUnderTest;
beforeAll(async () => void (gateway = await startGatewayUnderTest()));
afterAll(() => gateway.stop());
beforeEach(() => gateway.services.reset());

function go({ route, body, key }: RouteCase, options: CallOptions = {}): Promise<Answer> {
  const [method = '', path = ''] = route.split(' ');
  return gateway.call(method, path, { body, headers: key ? { 'idempotency-key': key } : {}, ...options });
}

describe('routes', () => {
  it.each(routeCases)('$route asks $rpc', async (row) => {
    gateway.services.on(row.rpc, () => row.wire);
    const got = await go(row);
    expect(got.json).toEqual({
      code: 0,
      message: 'success',
      data: row.data,
      requestId: got.headers.get('x-request-id'),
    });
    expect(got.status).toBe(row.status ?? 200);
    expect(gateway.services.calls.map((call) => call.method)).toEqual([row.rpc]);
    expect(gateway.services.requestsOf(row.rpc)).toMatchObject([row.asked ?? {}]);
  });

  it.each(routeCases)('$route is open or needs a token, and tells the service who asks', async (row) => {
    gateway.services.on(row.rpc, () => row.wire);
    const open = isOpen(row.route);
    const anonymous = await go(row, { token: null });
    expect(anonymous.status).toBe(open ? (row.status ?? 200) : 401);
    gateway.services.calls.length = 0;
    await go(row, {
      token: token({ sub: '8', sid: '80' }),
      headers: { 'x-request-id': 'r-1', 'x-user-id': '9', 'idempotency-key': 'k' },
    });
    const metadata = gateway.services.calls[0]?.metadata.getMap();
    expect(metadata).toMatchObject({ 'x-internal-credential': 'credential-of-the-tests', 'x-request-id': 'r-1' });
    expect(metadata?.['x-user-id']).toBe(open ? undefined : '8');
    expect(metadata?.['x-session-id']).toBe(open ? undefined : '80');
  });

  it('shows everything that an order can have', async () => {
    const at = { seconds: '1767225601', nanos: 0 };
    const moment = '2026-01-01T00:00:01.000Z';
    const { isDefault: _, ...address } = samples.addressFields;
    const shipment = { carrier: 'SF', trackingNo: 'SF1234567890' };
    const more = { address, remark: '少糖', paymentId: '41', closing: true, shipment };
    const times = { paidAt: at, shippedAt: at, completedAt: at, closedAt: at };
    const wire = { ...samples.order, ...more, ...times, status: 'ORDER_STATUS_REFUNDED', refundedAmount: '11800' };
    gateway.services.on('GetOrder', () => ({ order: wire }));
    expect((await gateway.call('GET', '/orders/21')).json['data']).toEqual({
      ...order,
      ...more,
      status: 'REFUNDED',
      refundedAmount: 11_800,
      paidAt: moment,
      shippedAt: moment,
      completedAt: moment,
      closedAt: moment,
    });
  });

  it('asks for all that is left when a refund names no amount', async () => {
    gateway.services.on('RequestRefund', () => ({ refund: samples.refund, replayed: true }));
    const ask = (key: string, body: object) =>
      gateway.call('POST', '/orders/21/refunds', { body, headers: { 'idempotency-key': key } });
    const answers = [await ask('a', { reason: 'r' }), await ask('a', { reason: 'r' }), await ask('a', { reason: 's' })];
    expect(answers.map(({ headers }) => headers.get('idempotency-replayed'))).toEqual(['true', 'true', 'true']);
    const asked = gateway.services.requestsOf('RequestRefund') as { amount: string; requestHash: string }[];
    expect(asked.map(({ amount }) => amount)).toEqual(['0', '0', '0']);
    expect(asked[0]?.requestHash).toBe(asked[1]?.requestHash);
    expect(asked[0]?.requestHash).not.toBe(asked[2]?.requestHash);
  });

  it('waits for a cancel longer than order waits for WeChat', async () => {
    gateway.services.on('CancelOrder', () => ({ order: { ...samples.order, closing: true } }));
    expect((await gateway.call('POST', '/orders/21/cancel')).json['data']).toMatchObject({ closing: true });
    expect(gateway.services.calls[0]?.deadlineMs).toBeGreaterThan(5000);
    expect(gateway.services.calls[0]?.deadlineMs).toBeLessThanOrEqual(6000);
  });

  it('asks for many users in few calls', async () => {
    gateway.services.on('BatchGetUsers', async ({ ids }: { ids: string[] }) => {
      // Long enough for all requests to arrive meanwhile, however busy the machine is.
      await delay(500);
      return { users: ids.filter((id) => id !== '13').map((id) => ({ ...samples.publicUser, id })) };
    });
    const ids = Array.from({ length: 40 }, (_, index) => String(index + 1));
    const answers = await Promise.all(ids.map((id) => gateway.call('GET', `/users/${id}`, { token: null })));
    expect(answers.map(({ json }) => (json['data'] as { id: string } | undefined)?.id)).toEqual(
      ids.map((id) => (id === '13' ? undefined : id)),
    );
    expect(answers[12]?.json['reason']).toBe('NOT_FOUND');
    expect(gateway.services.calls.length).toBeLessThan(20);
  });
});
