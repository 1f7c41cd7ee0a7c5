import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { schemaName } from '../../../deploy/local/system/schemas.ts';
import { type Buyer, data, E2eSystem, eventually, key } from './e2e-system.js';

interface Product {
  skus: { id: string; price: number; available: number }[];
}
interface Order {
  id: string;
  status: string;
  amount: number;
  closing: boolean;
}
interface Created {
  paymentId: string;
  outTradeNo: string;
}
interface Refund {
  id: string;
  status: string;
  attention?: string;
}
interface Trade {
  state: string;
  refunded: number;
  amount: number;
}
interface Difference {
  kind: string;
  status: string;
  number: string;
}

const HOUR_MS = 3_600_000;

let e2e: E2eSystem;
let buyer: Buyer;
let operator: string;
let skuId: string;
beforeAll(async () => {
  e2e = await E2eSystem.start();
  buyer = await e2e.login();
  const { items } = data<{ items: Product[] }>(await e2e.call('GET', '/products?limit=100'));
  skuId = items.flatMap(({ skus }) => skus).find(({ available }) => available >= 50)?.id ?? '';
  const { operatorPassword: password } = e2e.system.secrets;
  const body = { username: 'admin', password };
  operator = data<{ accessToken: string }>(await e2e.call('POST', '/admin/auth/login', { body })).accessToken;
});
afterEach(() => e2e.wechat('DELETE', '/faults'));
afterAll(() => e2e.stop());

const admin = (method: string, path: string, body?: object) =>
  e2e.call(method, `/admin${path}`, { token: operator, ...(body && { body }) });
const place = async () =>
  data<Order>(await buyer.call('POST', '/orders', { body: { items: [{ skuId, quantity: 1 }] }, headers: key() }));
const prepay = async ({ id }: Order) =>
  data<Created>(await buyer.call('POST', `/orders/${id}/payments`, { headers: key() }));
const pay = ({ outTradeNo }: Created) => e2e.wechat('POST', '/pay', { outTradeNo });
const order = async ({ id }: Order) => data<Order>(await buyer.call('GET', `/orders/${id}`));
const becomes = (one: Order, status: string) =>
  eventually(`the order is ${status}`, async () => (await order(one)).status === status);
const trade = async ({ outTradeNo }: Created) =>
  (await e2e.wechat<{ items: Trade[] }>('GET', `/trades?outTradeNo=${outTradeNo}`)).items[0];
const paid = async () => {
  const one = await place();
  const payment = await prepay(one);
  await pay(payment);
  await becomes(one, 'PAID');
  return { one, payment };
};

describe('money', () => {
  it('whose notification is lost is found', async () => {
    await e2e.wechat('PUT', '/faults', { notify: { lose: 1 } });
    const one = await place();
    const payment = await prepay(one);
    await pay(payment);
    expect((await order(one)).status).toBe('PENDING_PAYMENT');
    await buyer.call('GET', `/payments/${payment.paymentId}?sync=true`);
    await becomes(one, 'PAID');
  });

  it('that came while the user cancelled pays the order', async () => {
    await e2e.wechat('PUT', '/faults', { notify: { lose: 1 } });
    const one = await place();
    await pay(await prepay(one));
    const answer = await buyer.call('POST', `/orders/${one.id}/cancel`);
    expect(answer).toMatchObject({ status: 409, json: { reason: 'ORDER_STATE_CONFLICT' } });
    expect((await order(one)).status).toBe('PAID');
  });

  it('keeps an order open while WeChat does not answer, which is closed when it does', async () => {
    const one = await place();
    const payment = await prepay(one);
    await e2e.wechat('PUT', '/faults', { api: { errorRate: 1 } });
    const cancelled = data<Order>(await buyer.call('POST', `/orders/${one.id}/cancel`));
    expect(cancelled).toMatchObject({ status: 'PENDING_PAYMENT', closing: true });
    await e2e.wechat('DELETE', '/faults');
    await becomes(one, 'CANCELLED');
    expect(await trade(payment)).toMatchObject({ state: 'CLOSED' });
  });

  it('goes back for want of funds when the operator says so, and the goods return to the shelf', async () => {
    const { one, payment } = await paid();
    await e2e.wechat('PUT', '/funds', { available: 0 });
    const refund = data<Refund>(
      await buyer.call('POST', `/orders/${one.id}/refunds`, { body: { reason: '不想要了' }, headers: key() }),
    );
    await becomes(one, 'REFUNDING');
    await eventually('the approval', async () => (await admin('POST', `/refunds/${refund.id}/approve`)).status < 300);
    await eventually('the need for attention', async () => {
      const { items } = data<{ items: Refund[] }>(await admin('GET', `/refunds?orderId=${one.id}&waiting=true`));
      return items.some(({ attention }) => attention === 'NOT_ENOUGH');
    });
    await e2e.wechat('PUT', '/funds', { available: null });
    data(await admin('POST', `/refunds/${refund.id}/retry`));
    await becomes(one, 'REFUNDED');
    expect(await trade(payment)).toMatchObject({ refunded: one.amount });
    const movements = await e2e.rows<{ kind: string }>(
      'order',
      `SELECT kind FROM stock_movement WHERE order_id = ${one.id} ORDER BY id`,
    );
    expect(movements.map(({ kind }) => kind)).toEqual(['reserve', 'sell', 'return']);
  });

  it('stands in a ledger that the service itself cannot change', async () => {
    await paid();
    const table = `${schemaName('payment', e2e.isolation)}_ledger.ledger_line`;
    const changes = [
      `UPDATE ${table} SET amount = 0`,
      `DELETE FROM ${table}`,
      `DROP TABLE ${table}`,
      `TRUNCATE ${table}`,
    ];
    const codes = await e2e.answersTo('payment', [`SELECT * FROM ${table}`, ...changes]);
    const DENIED = 'ER_TABLEACCESS_DENIED_ERROR';
    expect(codes).toEqual(['done', DENIED, DENIED, DENIED, DENIED]);
  });
});

describe('the bill of WeChat', () => {
  it('finds what was altered and invented, and settles all of it once WeChat’s bill is right', async () => {
    await paid();
    const [{ day = '' } = {}] = await e2e.rows<{ day: string }>(
      'payment',
      "SELECT DATE_FORMAT(DATE_ADD(MAX(paid_at), INTERVAL 8 HOUR), '%Y-%m-%d') AS day FROM payment",
    );
    await e2e.wechat('POST', '/clock', { advanceMs: 35 * HOUR_MS });
    await e2e.wechat('PUT', '/faults', { bill: { alterAmount: 1, addUnknown: 2 } });
    const found = await reconcile(day);
    expect(new Set(found.map(({ kind }) => kind))).toEqual(new Set(['AMOUNT', 'ONLY_AT_WECHAT']));
    expect(found.filter(({ kind }) => kind === 'ONLY_AT_WECHAT')).toHaveLength(2);
    await e2e.wechat('DELETE', '/faults');
    const settled = await reconcile(day);
    expect(new Set(settled.map(({ status }) => status))).toEqual(new Set(['REPAIRED']));
  });

  async function reconcile(billDate: string): Promise<Difference[]> {
    const { id } = data<{ id: string }>(await admin('POST', '/reconciliations', { billDate }));
    await eventually('the reconciliation', async () => {
      const { items } = data<{ items: { id: string; status: string }[] }>(await admin('GET', '/reconciliations'));
      return items.some((one) => one.id === id && one.status === 'COMPLETED');
    });
    return data<{ items: Difference[] }>(await admin('GET', `/reconciliations/${id}/differences?limit=100`)).items;
  }
});

describe('the invariants', () => {
  it('hold after all of that, and find what is planted', async () => {
    const check = async () =>
      data<{ ok: boolean; invariants: { name: string; violations: number }[] }>(await admin('GET', '/invariants'));
    expect(await check()).toMatchObject({ ok: true });
    await e2e.rows('order', `UPDATE sku SET available = available + 1 WHERE id = ${skuId}`);
    const { ok, invariants } = await check();
    expect(ok).toBe(false);
    expect(invariants.filter(({ violations }) => violations > 0).map(({ name }) => name)).toEqual(['stock-balances']);
  });
});
