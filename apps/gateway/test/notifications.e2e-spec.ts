import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Buyer, data, E2eSystem, eventually, key, type LogLine } from './e2e-system.js';
import { type Changes, type Notification, notifications, type PaidTrade } from './wechat-notification.js';

let e2e: E2eSystem;
let buyer: Buyer;
let skuId: string;
let write: (trade: PaidTrade, changes?: Changes) => Notification;
beforeAll(async () => {
  e2e = await E2eSystem.start();
  buyer = await e2e.login();
  write = await notifications(e2e.dir);
  // WeChat's own notifications get lost here, so that only the ones written below arrive.
  await e2e.wechat('PUT', '/faults', { notify: { lose: 1, duplicate: 0 } });
  const { items } = data<{ items: { skus: { id: string; available: number }[] }[] }>(
    await e2e.call('GET', '/products'),
  );
  skuId = items.flatMap(({ skus }) => skus).find(({ available }) => available >= 50)?.id ?? '';
});
afterAll(() => e2e.stop());

interface Paid {
  orderId: string;
  paymentId: string;
  trade: PaidTrade;
}

/** An order paid at WeChat that we have not heard of. */
async function paidUnheard(): Promise<Paid> {
  const order = data<{ id: string; amount: number }>(
    await buyer.call('POST', '/orders', { body: { items: [{ skuId, quantity: 1 }] }, headers: key() }),
  );
  const { paymentId, outTradeNo } = data<{ paymentId: string; outTradeNo: string }>(
    await buyer.call('POST', `/orders/${order.id}/payments`, { headers: key() }),
  );
  const { transactionId } = await e2e.wechat<{ transactionId: string }>('POST', '/pay', { outTradeNo });
  return {
    orderId: order.id,
    paymentId,
    trade: { outTradeNo, transactionId, amount: order.amount, openid: buyer.openid },
  };
}

const deliver = ({ body, headers }: Notification) =>
  e2e.call('POST', '/webhooks/wechat-pay/payments', { body, headers });
const statusOf = async (path: string) => data<{ status: string }>(await buyer.call('GET', path)).status;
const orderPaid = (orderId: string) =>
  eventually('the order is PAID', async () => (await statusOf(`/orders/${orderId}`)) === 'PAID');
const count = async (service: 'order' | 'payment' | 'message', sql: string) =>
  Number((await e2e.rows<{ n: number | string }>(service, `SELECT COUNT(*) AS n FROM ${sql}`))[0]?.n);

interface LoggedEvent {
  id: string;
  type?: string;
  aggregateId: string;
  requestId: string;
}

const has = (line: object, part: object) =>
  Object.entries(part).every(([name, value]) => Reflect.get(line, name) === value);
const eventOf = ({ events }: LogLine, aggregateId: string, requestId: string) =>
  (events as LoggedEvent[]).find((event) => event.aggregateId === aggregateId && event.requestId === requestId);

/** The event of an aggregate that goes back to a request, as the log of its publisher names it. */
const published = (service: 'order' | 'payment', aggregateId: string, requestId: string) =>
  eventually(`${service} has logged what it published`, async () => {
    const lines = (await e2e.logs(service)).filter(({ msg }) => msg === 'published');
    return lines.map((line) => eventOf(line, aggregateId, requestId)).find((event) => event !== undefined);
  });

/** The same event in the log of the service in which it took effect. */
const handled = (service: 'order' | 'message', aggregateId: string, requestId: string) =>
  eventually(`${service} has logged what it handled`, async () => {
    const lines = (await e2e.logs(service)).filter(({ msg }) => msg === 'handled');
    const line = lines.find((each) => eventOf(each, aggregateId, requestId));
    return line && { type: line['type'], ...eventOf(line, aggregateId, requestId) };
  });

describe('notifications', () => {
  it('20 deliveries of one at once are one payment, one order.paid and one message', async () => {
    const { orderId, paymentId, trade } = await paidUnheard();
    const one = write(trade);
    const answers = await Promise.all(Array.from({ length: 20 }, () => deliver(one)));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 204));
    await orderPaid(orderId);
    await eventually('the message', async () => (await count('message', `message WHERE subject_id = ${orderId}`)) > 0);
    expect((await deliver(one)).status).toBe(204);
    expect(await statusOf(`/payments/${paymentId}`)).toBe('SUCCEEDED');
    expect(await count('payment', `outbox WHERE aggregate_id = '${paymentId}'`)).toBe(1);
    expect(await count('order', `outbox WHERE aggregate_id = '${orderId}' AND type = 'order.paid.v1'`)).toBe(1);
    expect(await count('message', `message WHERE subject_id = '${orderId}'`)).toBe(1);
  });

  it('signed by a platform certificate are taken too', async () => {
    const { orderId, trade } = await paidUnheard();
    expect((await deliver(write(trade, { mode: 'certificate' }))).status).toBe(204);
    await orderPaid(orderId);
  });

  it('that are lost are made up for by asking WeChat', async () => {
    const { orderId, paymentId } = await paidUnheard();
    expect(await statusOf(`/payments/${paymentId}`)).toBe('PENDING');
    expect(await statusOf(`/payments/${paymentId}?sync=true`)).toBe('SUCCEEDED');
    await orderPaid(orderId);
  });

  it('can be followed by request id, trace and event id from the edge to the last effect', async () => {
    const { orderId, paymentId, trade } = await paidUnheard();
    const { body, headers } = write(trade);
    const traceId = randomBytes(16).toString('hex');
    const requestId = `followed-${traceId}`;
    const traceparent = `00-${traceId}-${traceId.slice(16)}-01`;
    await deliver({ body, headers: { ...headers, 'x-request-id': requestId, traceparent } });
    await eventually('the message', async () => (await count('message', `message WHERE subject_id = ${orderId}`)) > 0);
    const ids = { requestId, traceId };
    await eventually('the edge has logged it', async () =>
      (await e2e.logs('gateway')).some((line) => line.msg === 'request' && has(line, ids)),
    );
    const succeeded = await published('payment', paymentId, requestId);
    const marked = await handled('order', paymentId, requestId);
    const paid = await published('order', orderId, requestId);
    const notified = await handled('message', orderId, requestId);
    expect(marked).toMatchObject({ type: 'payment.succeeded.v1', id: succeeded.id });
    expect(notified).toMatchObject({ type: 'order.paid.v1', id: paid.id });
  });

  const amount = (total: number) => ({ amount: { total, payer_total: total, currency: 'CNY', payer_currency: 'CNY' } });
  const wrong: [string, Changes][] = [
    ['a bad signature', { headers: { 'wechatpay-signature': Buffer.alloc(256, 1).toString('base64') } }],
    ['no signature', { headers: { 'wechatpay-signature': '' } }],
    ['an old timestamp', { secondsAgo: 600 }],
    ['a timestamp of the future', { secondsAgo: -600 }],
    ['an unknown serial', { headers: { 'wechatpay-serial': '0123456789ABCDEF0123456789ABCDEF01234567' } }],
    ['a changed body', { tamper: (body) => body.replace('支付成功', '支付成了') }],
    ['a ciphertext under another key', { apiV3Key: '0123456789abcdef0123456789abcdef' }],
    ['a smaller amount', { transaction: amount(1) }],
    [
      'another currency',
      { transaction: { amount: { total: 1, payer_total: 1, currency: 'USD', payer_currency: 'USD' } } },
    ],
    ['another merchant', { transaction: { mchid: '1900000001' } }],
    ['another app', { transaction: { appid: 'wx0000000000000000' } }],
    ['an unknown trade', { transaction: { out_trade_no: 'M1' } }],
  ];

  it.each(wrong)('with %s are refused with 4xx and change nothing', async (_what, changes) => {
    const { orderId, paymentId, trade } = await paidUnheard();
    const answer = await deliver(write(trade, changes));
    expect([Math.floor(answer.status / 100), answer.json]).toEqual([4, { code: 'FAIL', message: expect.any(String) }]);
    expect([await statusOf(`/payments/${paymentId}`), await statusOf(`/orders/${orderId}`)]).toEqual([
      'PENDING',
      'PENDING_PAYMENT',
    ]);
  });
});
