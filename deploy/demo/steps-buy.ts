import { check, dataOf } from './http.ts';
import { openPayment, payInWechat, untilPaid } from './paying.ts';
import { yuan, type Order, type Page, type Step } from './story.ts';

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
      const payment = await openPayment(story, story.order?.id);
      const { package: prepay, signType, paySign } = payment.payParams;
      check(/^prepay_id=.+/.test(prepay) && signType === 'RSA' && paySign.length > 100, 'the payParams are not usable');
      story.payment = payment;
      return [`payment ${payment.paymentId}, outTradeNo ${payment.outTradeNo}`, `${prepay}, signed ${signType}`];
    },
  },
  {
    title: 'Pay in WeChat',
    run: async (story) => [await payInWechat(story, story.payment?.outTradeNo)],
  },
  {
    title: 'Wait until the order is PAID',
    run: async (story) => [await untilPaid(story, story.order?.id, story.payment?.paymentId)],
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
