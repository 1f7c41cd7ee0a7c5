import { compareIds } from '../../stock/domain/stock-movement.js';
import type { BookedOrder, KeptPayment } from '../domain/compare-books.js';

type Page<T> = (afterId: string) => Promise<T[]>;

/** Reads both books page by page and lays the entries of one order side by side, in the order of ids. */
export async function* sideBySide(
  orders: Page<BookedOrder>,
  payments: Page<KeptPayment>,
): AsyncGenerator<[id: string, order: BookedOrder | undefined, payment: KeptPayment | undefined]> {
  const ours = each(orders, ({ id }) => id);
  const theirs = each(payments, ({ orderId }) => orderId);
  let order = await next(ours);
  let payment = await next(theirs);
  while (order || payment) {
    const turn = !payment ? -1 : !order ? 1 : compareIds(order.id, payment.orderId);
    const id = turn <= 0 ? order?.id : payment?.orderId;
    yield [id ?? '', turn <= 0 ? order : undefined, turn >= 0 ? payment : undefined];
    if (turn <= 0) order = await next(ours);
    if (turn >= 0) payment = await next(theirs);
  }
}

async function* each<T>(page: Page<T>, idOf: (entry: T) => string): AsyncGenerator<T> {
  let last: T | undefined;
  do {
    const entries: T[] = await page(last === undefined ? '0' : idOf(last));
    yield* entries;
    last = entries.at(-1);
  } while (last !== undefined);
}

async function next<T>(entries: AsyncGenerator<T>): Promise<T | undefined> {
  const { value, done } = await entries.next();
  return done ? undefined : value;
}
