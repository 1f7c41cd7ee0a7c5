import { check, dataOf } from './http.ts';
import { asOperator } from './operator.ts';
import { buyOne, orderOf } from './paying.ts';
import { type Order, type Page, type Product, type Refund, type Step, type Story, yuan } from './story.ts';

const refundOf = async ({ api, token, refund }: Story): Promise<Refund> =>
  dataOf<Refund>(await api.call('GET', `/refunds/${refund?.id}`, { token }));

async function messageOf({ api, token }: Story, kind: string, subjectId = ''): Promise<string> {
  const found = await api.until(
    `the message ${kind}`,
    async () => {
      const page: Page<{ title: string; kind: string; subjectId: string }> = dataOf(
        await api.call('GET', '/messages', { token }),
      );
      return page.items.find((one) => one.kind === kind && one.subjectId === subjectId);
    },
    { within: 30_000 },
  );
  return `“${found.title}” is in the inbox`;
}

export const after: Step[] = [
  {
    title: 'Buy one more, and ask the money back',
    run: async (story) => {
      const { api, token, sku } = story;
      check(sku, 'nothing was bought before');
      const order = await buyOne(story, sku);
      const headers = story.key();
      const ask = () =>
        api.call('POST', `/orders/${order.id}/refunds`, { token, headers, body: { reason: '不想要了' } });
      const refund = dataOf<Refund>(await ask(), 201);
      check(refund.amount === order.amount, `${refund.amount} fen would go back of ${order.amount}`);
      check(dataOf<Refund>(await ask(), 201).id === refund.id, 'the same key made another refund');
      story.refund = refund;
      return [
        `order ${order.id}: ${yuan(order.amount)}, refund ${refund.id} ${refund.status}`,
        'same key: same refund',
      ];
    },
  },
  {
    title: 'The operator lets the money go back',
    run: asOperator(async (story, operator) => {
      const { id = '' } = story.refund ?? {};
      return await story.api.until(
        `refund ${id} decided`,
        async () => {
          const { items }: Page<Refund & { held: boolean; decided?: string }> = dataOf(
            await operator.call('GET', `/refunds?orderId=${story.refund?.orderId}`),
          );
          const [refund] = items.filter((one) => one.id === id);
          check(refund, 'the operator does not see the refund');
          if (refund.status !== 'REQUESTED') return [`${refund.status}, within the limit that needs no operator`];
          if (!refund.held) return undefined;
          const answer = await operator.call('POST', `/refunds/${id}/approve`);
          // A retry of an approval that was heard finds it decided.
          return answer.status === 409 ? undefined : [`approved: ${dataOf<Refund>(answer).status}`];
        },
        { within: 30_000 },
      );
    }),
  },
  {
    title: 'Wait until the money is back',
    run: asOperator(async (story) => {
      const { api, wechat, refund } = story;
      const started = Date.now();
      const order = await api.until(
        `order ${refund?.orderId} REFUNDED`,
        async () => {
          const now = await orderOf(story, refund?.orderId);
          return now.status === 'REFUNDED' ? now : undefined;
        },
        { within: 60_000 },
      );
      check(order.refundedAmount === order.amount, `${order.refundedAmount} fen went back of ${order.amount}`);
      const { status } = await refundOf(story);
      check(status === 'SUCCEEDED', `the refund is ${status}`);
      const known: Page<{ amount: number; status: string }> = dataOf(
        await wechat.call('GET', `/_control/refunds?outRefundNo=R${refund?.id}`),
      );
      check(
        known.items[0]?.status === 'SUCCESS' && known.items[0].amount === order.amount,
        `WeChat has ${JSON.stringify(known.items)}`,
      );
      return [
        `REFUNDED after ${((Date.now() - started) / 1000).toFixed(1)} s, ${yuan(order.refundedAmount)} at WeChat too`,
        await messageOf(story, 'refund.succeeded', refund?.id),
      ];
    }),
  },
  {
    title: 'Ship the first order',
    run: asOperator(async (story, operator) => {
      const { api, wechat, order } = story;
      const remark = await api.until(
        'the operator to read the remark',
        async () => dataOf<Order>(await operator.call('GET', `/orders/${order?.id}`)).remark || undefined,
        { within: 30_000 },
      );
      const shipment = { carrier: 'SF', trackingNo: `SF${order?.id}` };
      const shipped = dataOf<Order>(await operator.call('POST', `/orders/${order?.id}/ship`, shipment));
      check(shipped.status === 'SHIPPED', `the order is ${shipped.status}`);
      const seen = await orderOf(story, order?.id);
      check(seen.shipment?.trackingNo === shipment.trackingNo, 'the buyer does not see the shipment');
      await wechat.until(
        'WeChat to know of the parcel',
        async () => {
          const { items }: Page<{ outTradeNo: string }> = dataOf(await wechat.call('GET', '/_control/shipments'));
          return items.find(({ outTradeNo }) => outTradeNo === story.payment?.outTradeNo);
        },
        { within: 30_000 },
      );
      return [
        `“${remark}” has passed the content check`,
        `${shipment.carrier} ${shipment.trackingNo}; WeChat knows of it`,
        await messageOf(story, 'order.shipped', order?.id),
      ];
    }),
  },
  {
    title: 'Confirm the receipt',
    run: asOperator(async ({ api, token, order }) => {
      const done = dataOf<Order>(await api.call('POST', `/orders/${order?.id}/confirm-receipt`, { token }));
      check(done.status === 'COMPLETED', `the order is ${done.status}`);
      return [`order ${done.id}: ${done.status}`];
    }),
  },
  {
    title: 'Review what was bought',
    run: asOperator(async ({ api, token, order }) => {
      const [line] = order?.items ?? [];
      const path = `/products/${line?.productId}/reviews`;
      const text = `茶香很足，包装也好（${order?.id}）`;
      const body = { orderId: order?.id, skuId: line?.skuId, rating: 5, text };
      const answer = await api.call('POST', path, { token, body });
      // A retry of a review that was heard finds it written.
      if (answer.status !== 409) dataOf(answer, 201);
      const seen = await api.until(
        'the review to be seen by anybody',
        async () => {
          const { items }: Page<{ text: string; rating: number }> = dataOf(await api.call('GET', path));
          return items.find((one) => one.text === text);
        },
        { within: 30_000 },
      );
      const product = dataOf<Product>(await api.call('GET', `/products/${line?.productId}`));
      check(product.reviewCount > 0, 'the review does not count');
      return [`“${seen.text}”, ${seen.rating} stars`, `${product.title}: ${product.rating} of ${product.reviewCount}`];
    }),
  },
  {
    title: 'Have the books checked',
    run: asOperator(async (story, operator) => {
      const report = await story.api.until(
        'order and payment to check their books',
        async () => {
          const now = dataOf<Invariants>(await operator.call('GET', '/invariants'));
          return now.unavailable.length === 0 ? now : undefined;
        },
        { within: 30_000 },
      );
      const wrong = report.invariants.filter(({ violations }) => violations > 0);
      check(report.ok && wrong.length === 0, `not as promised: ${JSON.stringify(wrong).slice(0, 300)}`);
      const checked = report.invariants.reduce((sum, invariant) => sum + invariant.checked, 0);
      return [`${report.invariants.length} invariants hold, ${checked} things looked at`];
    }),
  },
];

interface Invariants {
  ok: boolean;
  invariants: { service: string; name: string; checked: number; violations: number }[];
  unavailable: string[];
}
