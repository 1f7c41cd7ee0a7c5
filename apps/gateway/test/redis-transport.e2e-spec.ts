import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Buyer, data, E2eSystem, eventually, key } from './e2e-system.js';

interface Product {
  skus: { id: string; price: number; available: number }[];
}
interface Order {
  id: string;
  status: string;
}
interface Page<T> {
  items: T[];
}

describe('without Kafka, over Redis Streams', () => {
  let e2e: E2eSystem;
  let buyer: Buyer;
  let skuId: string;

  beforeAll(async () => {
    e2e = await E2eSystem.start({ kafka: false });
    buyer = await e2e.login();
    const { items } = data<Page<Product>>(await e2e.call('GET', '/products?limit=100'));
    skuId = items.flatMap(({ skus }) => skus).find(({ available }) => available >= 10)?.id ?? '';
  });
  afterAll(() => e2e.stop());

  /** Asks again, with the same key, while a service is away. */
  const patiently = async <T>(method: string, path: string, body?: object): Promise<T> => {
    const headers = key();
    const call = async () => {
      const answer = await buyer.call(method, path, { body, headers });
      // The first try may still be at work although nobody waited for it.
      const isOpen = answer.status >= 500 || answer.json['reason'] === 'IDEMPOTENCY_KEY_IN_PROGRESS';
      return isOpen ? undefined : answer;
    };
    return data<T>(await eventually(`${method} ${path} is answered`, call));
  };

  /** Orders and pays; the id of the order. */
  const buy = async (): Promise<string> => {
    const { id } = await patiently<Order>('POST', '/orders', { items: [{ skuId, quantity: 1 }] });
    const { outTradeNo } = await patiently<{ outTradeNo: string }>('POST', `/orders/${id}/payments`);
    await e2e.wechat('POST', '/pay', { outTradeNo });
    return id;
  };
  const untilPaid = (id: string) =>
    eventually('it is paid', async () => (await patiently<Order>('GET', `/orders/${id}`)).status === 'PAID');
  const messages = async () => (await patiently<Page<{ title: string }>>('GET', '/messages')).items;

  it('what was bought is paid, and the buyer is told', async () => {
    await untilPaid(await buy());
    const [message] = await eventually('a message', async () => {
      const all = await messages();
      return all.length > 0 ? all : undefined;
    });
    expect(message?.title).toBe('支付成功');
  });

  it('nothing is lost or doubled when the processes that handle the events are killed', async () => {
    const before = (await messages()).length;
    const orders: string[] = [];
    for (const app of ['order', 'message', 'order'] as const) {
      orders.push(await buy());
      e2e.system.kill(app, 'SIGKILL');
    }
    for (const id of orders) await untilPaid(id);
    await eventually('all messages', async () => (await messages()).length >= before + orders.length);
    expect(await messages()).toHaveLength(before + orders.length);
  });
});
