import { check, dataOf, refusalOf } from './http.ts';
import { orderOf } from './paying.ts';
import { login } from './steps-prepare.ts';
import type { Order, Payment, Step } from './story.ts';

export const refused: Step[] = [
  {
    title: 'Something sold out cannot be ordered',
    run: async (story) => {
      check(story.soldOut, 'nothing in the catalogue is sold out');
      const body = { items: [{ skuId: story.soldOut.id, quantity: 1 }] };
      const answer = await story.api.call('POST', '/orders', { token: story.token, body, headers: story.key() });
      return [`${story.soldOut.title}: ${refusalOf(answer, 409, 'OUT_OF_STOCK')}`];
    },
  },
  {
    title: 'A forged notification pays for nothing',
    run: async (story) => {
      const { api, token, sku } = story;
      const body = { items: [{ skuId: sku?.id, quantity: 1 }] };
      const order = dataOf<Order>(await api.call('POST', '/orders', { token, body, headers: story.key() }), 201);
      const payment = dataOf<Payment>(
        await api.call('POST', `/orders/${order.id}/payments`, { token, headers: story.key() }),
        201,
      );
      const forged = await api.call('POST', '/webhooks/wechat-pay/payments', {
        headers: {
          'wechatpay-timestamp': String(Math.floor(Date.now() / 1000)),
          'wechatpay-nonce': 'EcKN7TbQq3Zqy1XTT9MnTfTTqVFsTfXm',
          'wechatpay-serial': 'PUB_KEY_ID_0000000000000000000000000001',
          'wechatpay-signature': Buffer.alloc(256, 7).toString('base64'),
        },
        body: {
          id: 'EV-2018022511223320873',
          event_type: 'TRANSACTION.SUCCESS',
          resource_type: 'encrypt-resource',
          resource: {
            algorithm: 'AEAD_AES_256_GCM',
            ciphertext: payment.outTradeNo,
            nonce: 'fdasflkja484',
            associated_data: 'transaction',
          },
        },
      });
      const refusal = refusalOf(forged, 401, 'FAIL');
      const { status } = dataOf<Order>(await api.call('GET', `/orders/${order.id}`, { token }));
      check(status === 'PENDING_PAYMENT', `the order became ${status}`);
      dataOf(await api.call('POST', `/orders/${order.id}/cancel`, { token }));
      // Only when WeChat has closed the payment, for which the answer does not wait long.
      await api.until(
        `order ${order.id} CANCELLED`,
        async () => ((await orderOf(story, order.id)).status === 'CANCELLED' ? true : undefined),
        { within: 30_000 },
      );
      return [`${refusal}; the order stayed ${status}, and was cancelled`];
    },
  },
  {
    title: "Somebody else's order does not exist",
    run: async (story) => {
      const { accessToken: token } = await login(story, story.stranger);
      const answer = await story.api.call('GET', `/orders/${story.order?.id}`, { token });
      return [refusalOf(answer, 404, 'NOT_FOUND')];
    },
  },
  {
    title: 'After logout the token is worth nothing',
    run: async ({ api, token }) => {
      // A retry of a logout that was heard is refused like any other call.
      const logout = await api.call('POST', '/auth/logout', { token });
      if (logout.status !== 401) dataOf(logout);
      return [refusalOf(await api.call('GET', '/users/me', { token }), 401, 'SESSION_REVOKED')];
    },
  },
];
