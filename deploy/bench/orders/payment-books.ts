import type { Pool } from 'mysql2/promise';
import { type BenchOrder, type Fate, isPaid } from './bench-order.ts';
import { insertRows } from './insert-rows.ts';
import { ledgerOf } from './ledger-of.ts';

const WINDOW_MS = 900_000;
/** Nobody answers for WeChat here, so that payments which wait are not asked for. */
const ASK_MS = 86_400_000;

const STATUS: Record<Fate, string> = {
  UNPAID: '',
  PAYING: 'PENDING',
  PAID: 'SUCCEEDED',
  SHIPPED: 'SUCCEEDED',
  COMPLETED: 'SUCCEEDED',
  EXPIRED: 'CLOSED',
  REFUNDED: 'REFUNDED',
};

/** Writes the payments of orders as the payment service would have left them. */
export async function writePayments(pool: Pool, all: readonly BenchOrder[]): Promise<void> {
  const now = new Date();
  const orders = all.filter(({ fate }) => fate !== 'UNPAID');
  await insertRows(pool, 'payment', orders, (order) => paymentRow(order, now));
  await insertRows(pool, 'order_account', orders, (order) => ({
    order_id: order.orderId,
    sealed_at: order.fate === 'EXPIRED' ? now : null,
    closed_at: order.fate === 'EXPIRED' ? now : null,
    kept_payment_id: isPaid(order) ? order.paymentId : null,
  }));
  await insertRows(
    pool,
    'refund',
    orders.filter(({ fate }) => fate === 'REFUNDED'),
    (order) => refundRow(order, now),
  );
  await insertRows(pool, await ledgerOf(pool), orders.filter(isPaid), (order) => ledgerRows(order, now));
}

/** Forgets all payments and the ledger, which only the bench may. */
export async function forgetPayments(pool: Pool): Promise<void> {
  for (const table of ['payment', 'order_account', 'refund', await ledgerOf(pool)])
    await pool.query(`TRUNCATE ${table}`);
}

function paymentRow(order: BenchOrder, now: Date): Record<string, unknown> {
  const { fate, orderId, paymentId, userId, amount, transactionId } = order;
  const paid = isPaid(order);
  const pending = fate === 'PAYING';
  return {
    id: paymentId,
    user_id: userId,
    order_id: orderId,
    active_order_id: fate === 'EXPIRED' ? null : orderId,
    amount,
    currency: 'CNY',
    status: STATUS[fate],
    out_trade_no: `M${paymentId}`,
    transaction_id: paid ? transactionId : null,
    description: '压测商品',
    notify_url: 'http://127.0.0.1/api/v1/webhooks/wechat-pay/payments',
    prepay_id: `wx${paymentId}`,
    prepay_at: now,
    expires_at: new Date(now.getTime() + WINDOW_MS),
    paid_at: paid ? now : null,
    booked_at: paid ? now : null,
    created_at: now,
    refunded_amount: fate === 'REFUNDED' ? amount : 0,
    ask_at: pending ? new Date(now.getTime() + ASK_MS) : null,
    asked: 0,
  };
}

function refundRow({ refundId, paymentId, orderId, userId, amount }: BenchOrder, now: Date): Record<string, unknown> {
  return {
    id: refundId,
    payment_id: paymentId,
    order_id: orderId,
    user_id: userId,
    kind: 'USER',
    amount,
    reason: '不想要了',
    status: 'SUCCEEDED',
    generation: 1,
    out_refund_no: `R${refundId}`,
    wechat_refund_id: `5030${refundId}`,
    attempts: 1,
    held: 1,
    shipped: 0,
    decision_reason: '',
    created_at: now,
    succeeded_at: now,
  };
}

function ledgerRows({ paymentId, refundId, amount, fate }: BenchOrder, now: Date): Record<string, unknown>[] {
  const entry = (name: string, received: number, refund: string | null): Record<string, unknown>[] =>
    [
      { account: 'wechat', amount: received },
      { account: 'orders', amount: -received },
    ].map((line) => ({ entry: name, ...line, payment_id: paymentId, refund_id: refund, booked_at: now }));
  const back = fate === 'REFUNDED' ? entry(`refund:${refundId}`, -amount, refundId) : [];
  return [...entry(`payment:${paymentId}`, amount, null), ...back];
}
