import type { ConsistentView } from '@minisuite/invariants';
import { fen } from '@minisuite/kernel';
import type { BookedOrder } from '../../domain/compare-books.js';

interface Row {
  id: string;
  status: string;
  payment_id: string | null;
  amount: string;
  refunded_amount: string;
}

const COLUMNS = 'id, status, payment_id, amount, refunded_amount';

/** Paid orders with greater ids, in the order of ids. */
export async function paidOrdersAfter(view: ConsistentView, id: string, limit: number): Promise<BookedOrder[]> {
  const rows = await view.query<Row>(
    `SELECT ${COLUMNS} FROM orders WHERE id > ? AND payment_id IS NOT NULL ORDER BY id LIMIT ?`,
    [BigInt(id), limit],
  );
  return rows.map(toOrder);
}

/** Orders as they are now; unknown ids are left out. */
export async function ordersNow(view: ConsistentView, ids: readonly string[]): Promise<Map<string, BookedOrder>> {
  const rows = await view.fresh((now) =>
    now.query<Row>(`SELECT ${COLUMNS} FROM orders WHERE id IN (?)`, [ids.map(BigInt)]),
  );
  return new Map(rows.map((row) => [String(row.id), toOrder(row)]));
}

function toOrder(row: Row): BookedOrder {
  return {
    id: String(row.id),
    status: row.status,
    paymentId: row.payment_id === null ? null : String(row.payment_id),
    amount: fen(row.amount),
    refundedAmount: fen(row.refunded_amount),
  };
}
