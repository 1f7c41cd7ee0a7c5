import { check, dataOf } from './http.ts';
import type { Order, Page, Payment, Sku, Story } from './story.ts';

/** How long WeChat's notification is waited for before WeChat is asked. */
const PATIENCE_MS = 12_000;

export async function orderOf({ api, token }: Story, id = ''): Promise<Order> {
  return dataOf<Order>(await api.call('GET', `/orders/${id}`, { token }));
}

export async function openPayment(story: Story, orderId = ''): Promise<Payment> {
  const { api, token } = story;
  return dataOf<Payment>(await api.call('POST', `/orders/${orderId}/payments`, { token, headers: story.key() }), 201);
}

/** The user confirms in WeChat; tells what came of it. */
export async function payInWechat({ wechat }: Story, outTradeNo = ''): Promise<string> {
  const answer = await wechat.call('POST', '/_control/pay', { body: { outTradeNo } });
  if (answer.status === 200) return `transaction ${dataOf<{ transactionId: string }>(answer).transactionId}`;
  // The first try may have been heard although its answer was lost.
  const { items } = dataOf<Page<{ state: string }>>(
    await wechat.call('GET', `/_control/trades?outTradeNo=${outTradeNo}`),
  );
  check(
    items[0]?.state === 'SUCCESS',
    `WeChat did not take the money: ${answer.status} ${JSON.stringify(answer.body)}`,
  );
  return 'paid already';
}

/** Waits until an order is paid, and tells how long that took and how we came to know. */
export async function untilPaid(story: Story, orderId = '', paymentId = ''): Promise<string> {
  const { api, token } = story;
  const started = Date.now();
  let asked = false;
  const paid = await api.until(
    `order ${orderId} PAID`,
    async () => {
      const now = await orderOf(story, orderId);
      if (now.status === 'PAID') return now;
      check(now.status === 'PENDING_PAYMENT', `the order is ${now.status}`);
      if (Date.now() - started > PATIENCE_MS) {
        await api.call('GET', `/payments/${paymentId}?sync=true`, { token });
        asked = true;
      }
      return undefined;
    },
    { within: 60_000 },
  );
  check(paid.paymentId === paymentId, 'the order names another payment');
  const seen = dataOf<{ status: string }>(await api.call('GET', `/payments/${paymentId}`, { token }));
  check(seen.status === 'SUCCEEDED', `the payment is ${seen.status}`);
  const how = asked ? 'by asking WeChat' : "by WeChat's notification";
  return `PAID after ${((Date.now() - started) / 1000).toFixed(1)} s, ${how}`;
}

/** An order of one piece, paid. */
export async function buyOne(story: Story, sku: Sku): Promise<Order> {
  const { api, token } = story;
  const body = { items: [{ skuId: sku.id, quantity: 1 }] };
  const order = dataOf<Order>(await api.call('POST', '/orders', { token, body, headers: story.key() }), 201);
  const { paymentId, outTradeNo } = await openPayment(story, order.id);
  await payInWechat(story, outTradeNo);
  await untilPaid(story, order.id, paymentId);
  return order;
}
