import type { Books } from '../checks/books.ts';
import type { KnownOrder } from '../users/journal.ts';

const ID = /\d{15,20}/g;

/** Adds to a problem whose act its ids come from, so that the plan tells what was done. */
export function nameActs(books: Books, orders: ReadonlyMap<string, KnownOrder>): (problem: string) => string {
  const orderOf = new Map([
    ...books.payments.map(({ id, orderId }) => [id, orderId] as const),
    ...books.refunds.map(({ id, orderId }) => [id, orderId] as const),
  ]);
  return (problem) => {
    for (const [id] of problem.matchAll(ID)) {
      const act = orders.get(orderOf.get(id) ?? id)?.act;
      if (act && !problem.includes(`act ${act.no}`)) return `${problem} — act ${act.no}, ${act.story}`;
    }
    return problem;
  };
}
