import type { KnownOrder } from '../users/journal.ts';
import { type Books, CLOSED_ORDER, groupBy, PAID_ORDER, type Verdict } from './books.ts';

/** What the users were told, for comparison. */
export interface Told {
  orders: ReadonlyMap<string, KnownOrder>;
  unknownKeys: ReadonlyMap<string, readonly string[]>;
}

/** Every order that a user was told about exists as told; there is no other but those whose outcome nobody learned; one for each key. */
export function checkOrders({ orders, keys }: Books, told: Told): Verdict[] {
  const here = new Map(orders.map((order) => [order.id, order]));
  const problems = [...told.orders.values()].flatMap(({ id, userId, amount, act }) => {
    const order = here.get(id);
    if (!order) return [`order ${id} (act ${act.no}) was answered with 201 and does not exist`];
    if (order.userId !== userId || order.amount !== amount) return [`order ${id} (act ${act.no}) is not as answered`];
    return [];
  });
  const unknown = new Set([...told.unknownKeys].flatMap(([user, ofUser]) => ofUser.map((key) => `${user} ${key}`)));
  const byOrder = new Map(keys.map(({ userId, key, orderId }) => [orderId, `${userId} ${key}`]));
  for (const { id } of orders) {
    if (!told.orders.has(id) && !unknown.has(byOrder.get(id) ?? '')) problems.push(`order ${id} is nobody's wish`);
  }
  const perKey = [...groupBy([...told.orders.values()], ({ userId, key }) => `${userId} ${key}`)];
  const doubled = perKey.filter(([, same]) => same.length > 1);
  problems.push(...doubled.map(([key, same]) => `key ${key} made orders ${same.map(({ id }) => id).join(', ')}`));
  return [{ name: 'accepted orders exist, once per key', checked: told.orders.size, problems }, checkStates(orders)];
}

function checkStates(orders: Books['orders']): Verdict {
  const lawful = (status: string): boolean => CLOSED_ORDER.has(status) || PAID_ORDER.has(status);
  const byStatus = [...groupBy(orders, ({ status }) => status)].sort(([a], [b]) => a.localeCompare(b));
  return {
    name: 'orders are in a final or lawful state',
    checked: orders.length,
    figure: byStatus.map(([status, same]) => `${status} ${same.length}`).join(', '),
    problems: orders
      .filter(({ status }) => !lawful(status))
      .map(({ id, status, closing }) => `order ${id} is still ${status}${closing ? `, closing as ${closing}` : ''}`),
  };
}
