import { type Books, groupBy, type OrderRow, PAID_ORDER, sum, type Verdict } from './books.ts';

/** Pieces that an order holds: until it is closed, or until it was wholly refunded before it was shipped. */
function holds({ status, shipped }: OrderRow): 'reserved' | 'sold' | undefined {
  if (status === 'PENDING_PAYMENT') return 'reserved';
  if (status === 'REFUNDED' && !shipped) return undefined;
  return PAID_ORDER.has(status) ? 'sold' : undefined;
}

/** Each bucket of each SKU is what the orders say; what ended is back on the shelf; never more than came in. */
export function checkStock({ skus, orders }: Books): Verdict[] {
  const held = groupBy(
    orders.flatMap((order) => {
      const bucket = holds(order);
      return bucket ? order.lines.map(({ skuId, quantity }) => ({ skuId, bucket, quantity })) : [];
    }),
    ({ skuId, bucket }) => `${skuId} ${bucket}`,
  );
  const piecesOf = (skuId: string, bucket: string): number =>
    sum((held.get(`${skuId} ${bucket}`) ?? []).map(({ quantity }) => quantity));
  const problems = skus.flatMap(({ id, initial, available, reserved, sold }) => {
    const [wanted, taken] = [piecesOf(id, 'reserved'), piecesOf(id, 'sold')];
    if (available + reserved + sold !== initial) {
      return [`SKU ${id}: ${available} + ${reserved} + ${sold} pieces, ${initial} came in`];
    }
    if (reserved !== wanted) return [`SKU ${id}: ${reserved} pieces reserved, ${wanted} by its live orders`];
    if (sold !== taken) return [`SKU ${id}: ${sold} pieces sold, ${taken} by its paid orders`];
    return [];
  });
  const over = skus.filter(({ id, initial, available, reserved, sold }) => {
    const held = piecesOf(id, 'reserved') + piecesOf(id, 'sold');
    return available < 0 || reserved < 0 || sold < 0 || held > initial;
  });
  const gone = skus.filter(({ initial, available }) => initial > 0 && available === 0).length;
  return [
    { name: 'stock is where the orders say', checked: skus.length, problems },
    {
      name: 'nothing is sold twice',
      checked: skus.length,
      figure: `${gone} sold out`,
      problems: over.map(({ id, initial }) => `SKU ${id}: more sold than the ${initial} that came in`),
    },
  ];
}

/** WeChat knows of every parcel, and of no other, because it keeps the money until it does; when all money went back it need not. */
export function checkParcels({ orders, payments, reports, parcels }: Books): Verdict {
  const told = new Set(parcels.map(({ transactionId }) => transactionId));
  const paymentOf = new Map(payments.map((payment) => [payment.id, payment]));
  const reportsOf = groupBy(reports, ({ orderId }) => orderId);
  const shipped = orders.filter((order) => order.shipped);
  const problems = shipped.flatMap(({ id, paymentId }) => {
    const { transactionId, status } = paymentOf.get(paymentId ?? '') ?? {};
    const [report, ...more] = reportsOf.get(id) ?? [];
    const known = told.delete(transactionId ?? '');
    if (more.length === 0 && report?.status === 'CANCELLED' && status === 'REFUNDED') return [];
    if (more.length > 0 || report?.status !== 'SENT')
      return [`order ${id} is shipped, its report is ${report?.status}`];
    return known ? [] : [`order ${id} is shipped, and WeChat does not know`];
  });
  problems.push(...[...told].map((transaction) => `WeChat knows of a parcel for ${transaction} that was not sent`));
  return { name: 'WeChat knows of every parcel', checked: shipped.length, problems };
}
