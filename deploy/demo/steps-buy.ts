import { check, dataOf } from './http.ts';
import { yuan, type Order, type Page, type Payment, type Step, type Story } from './story.ts';

/** How long WeChat's notification is waited for before WeChat is asked. */
const PATIENCE_MS = 12_000;

const orderOf = async ({ api, token }: Story, id: string): Promise<Order> =>
  dataOf<Order>(await api.call('GET', `/orders/${id}`, { token }));

export const buy: Step[] = [
  {
    title: 'Place an order, and again with the same key',
    run: async (story) => {
      const { api, token, sku, addressId } = story;
      const body = { items: [{ skuId: sku?.id, quantity: 2 }], addressId, remark: '少糖' };
      const headers = story.key();
      const order = dataOf<Order>(await api.call('POST', '/orders', { token, body, headers }), 201);
      check(order.status === 'PENDING_PAYMENT', `the order is ${order.status}`);
      check(order.amount === 2 * (sku?.price ?? 0), `the amount is ${order.amount}`);
      const again = await api.call('POST', '/orders', { token, body, headers });
      check(dataOf<Order>(again, 201).id === order.id, 'the same key made another order');
      check(again.headers.get('idempotency-replayed') === 'true', 'the second answer is not marked as replayed');
      story.order = order;
      return [
        `order ${order.id}: ${yuan(order.amount)}, ${order.status} until ${order.expiresAt}`,
        'same key: same order, replayed',
      ];
    },
  },
  {
    title: 'Ask for the payment',
    run: async (story) => {
      const { api, token, order } = story;
      const path = `/orders/${order?.id}/payments`;
      const payment = dataOf<Payment>(await api.call('POST', path, { token, headers: story.key() }), 201);
      const { package: prepay, signType, paySign } = payment.payParams;
      check(/^prepay_id=.+/.test(prepay) && signType === 'RSA' && paySign.length > 100, 'the payParams are not usable');
      story.payment = payment;
      return [`payment ${payment.paymentId}, outTradeNo ${payment.outTradeNo}`, `${prepay}, signed ${signType}`];
    },
  },
  {
    title: 'Pay in WeChat',
    run: async ({ wechat, payment }) => {
      const { outTradeNo } = payment ?? {};
      const answer = await wechat.call('POST', '/_control/pay', { body: { outTradeNo } });
      if (answer.status === 200) return [`transaction ${dataOf<{ transactionId: string }>(answer).transactionId}`];
      // The first try may have been heard although its answer was lost.
      const { items } = dataOf<Page<{ state: string }>>(
        await wechat.call('GET', `/_control/trades?outTradeNo=${outTradeNo}`),
      );
      check(
        items[0]?.state === 'SUCCESS',
        `WeChat did not take the money: ${answer.status} ${JSON.stringify(answer.body)}`,
      );
      return ['paid already'];
    },
  },
  {
    title: 'Wait until the order is PAID',
    run: async (story) => {
      const { api, token, order, payment } = story;
      const started = Date.now();
      let asked = false;
      const paid = await api.until(
        `order ${order?.id} PAID`,
        async () => {
          const now = await orderOf(story, order?.id ?? '');
          if (now.status === 'PAID') return now;
          check(now.status === 'PENDING_PAYMENT', `the order is ${now.status}`);
          if (Date.now() - started > PATIENCE_MS) {
            await api.call('GET', `/payments/${payment?.paymentId}?sync=true`, { token });
            asked = true;
          }
          return undefined;
        },
        { within: 60_000 },
      );
      check(paid.paymentId === payment?.paymentId, 'the order names another payment');
      const seen = dataOf<{ status: string }>(await api.call('GET', `/payments/${payment?.paymentId}`, { token }));
      check(seen.status === 'SUCCEEDED', `the payment is ${seen.status}`);
      const how = asked ? 'by asking WeChat' : "by WeChat's notification";
      return [`PAID after ${((Date.now() - started) / 1000).toFixed(1)} s, ${how}`];
    },
  },
  {
    title: 'Find the message in the inbox',
    run: async (story) => {
      const { api, wechat, token, order, openid, templateId } = story;
      const message = await api.until(
        'the message about the order',
        async () => {
          const page: Page<{ title: string; kind: string; subjectId?: string }> = dataOf(
            await api.call('GET', '/messages', { token }),
          );
          return page.items.find(({ kind, subjectId }) => kind === 'order.paid' && subjectId === order?.id);
        },
        { within: 30_000 },
      );
      const { count } = dataOf<{ count: number }>(await api.call('GET', '/messages/unread-count', { token }));
      check(count === 1, `${count} messages are unread`);
      const sent = await wechat.until(
        'the subscribe message at WeChat',
        async () => {
          const page: Page<{ templateId: string }> = dataOf(
            await wechat.call('GET', `/_control/sent-messages?openid=${openid}`),
          );
          return page.items.find((one) => one.templateId === templateId);
        },
        { within: 30_000 },
      );
      return [`“${message.title}”, ${count} unread`, `WeChat delivered template ${sent.templateId}`];
    },
  },
];
