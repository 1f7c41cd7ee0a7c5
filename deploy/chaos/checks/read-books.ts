import { SERVICES } from '../../local/system/app-ports.ts';
import type { WechatControl } from '../steps/wechat-control.ts';
import type { Books, EventRow, OrderRow, Row, SkuRow } from './books.ts';
import { nextTryOf } from './next-try.ts';
import { SchemasReader } from './schemas-reader.ts';
import { wireSubscribers } from './subscribers.ts';

const TEXT = (value: Row[string]): string | null => (value === null || value === undefined ? null : String(value));

/** Reads both sides' books; it only reads. */
export async function readBooks(root: string, mysqlUrl: string, wechat: WechatControl): Promise<Books> {
  const reader = new SchemasReader(mysqlUrl);
  const rows: Rows = (service, sql) => reader.rows(service, sql);
  try {
    const orders = await rows('order', 'SELECT * FROM orders');
    const payments = await rows('payment', 'SELECT * FROM payment');
    const refunds = await rows('payment', 'SELECT * FROM refund');
    const messages = await rows('message', 'SELECT user_id, kind, subject_id FROM message');
    const keys = await rows('order', 'SELECT * FROM idempotency_key');
    const ledger = await rows('payment_ledger', 'SELECT * FROM ledger_line');
    const reports = await rows('payment', 'SELECT order_id, status FROM shipping_report');
    const [trades, wechatRefunds, parcels] = await Promise.all([
      wechat.call<{ items: Books['trades'] }>('GET', '/trades?brief=true'),
      wechat.call<{ items: Books['wechatRefunds'] }>('GET', '/refunds'),
      wechat.call<{ items: Books['parcels'] }>('GET', '/shipments'),
    ]);
    return {
      trades: trades.items,
      wechatRefunds: wechatRefunds.items,
      orders: ordersOf(orders, await rows('order', 'SELECT order_id, sku_id, quantity FROM order_line')),
      payments: payments.map((row) => ({
        id: String(row['id']),
        orderId: String(row['order_id']),
        status: String(row['status']),
        amount: Number(row['amount']),
        outTradeNo: String(row['out_trade_no']),
        transactionId: TEXT(row['transaction_id']),
        refundedAmount: Number(row['refunded_amount'] ?? 0),
        refundingAmount: Number(row['refunding_amount'] ?? 0),
      })),
      refunds: refunds.map((row) => ({
        id: String(row['id']),
        paymentId: String(row['payment_id']),
        orderId: String(row['order_id']),
        kind: String(row['kind']),
        amount: Number(row['amount']),
        status: String(row['status']),
        outRefundNo: String(row['out_refund_no']),
        attention: TEXT(row['attention']),
      })),
      skus: await skusOf(rows),
      events: await eventsOf(rows),
      handled: new Map(
        await Promise.all(
          SERVICES.map(async (service) => {
            const handled = await rows(service, 'SELECT event_id FROM inbox');
            return [service, handled.map((row) => String(row['event_id']))] as const;
          }),
        ),
      ),
      subscribers: wireSubscribers(root),
      messages: messages.map((row) => ({
        userId: String(row['user_id']),
        kind: String(row['kind']),
        subjectId: String(row['subject_id']),
      })),
      keys: keys.map((row) => ({
        userId: String(row['user_id']),
        key: String(row['request_key']),
        orderId: TEXT(row['order_id']),
      })),
      ledger: ledger.map((row) => ({
        entry: String(row['entry']),
        account: String(row['account']),
        amount: Number(row['amount']),
      })),
      reports: reports.map((row) => ({ orderId: String(row['order_id']), status: String(row['status']) })),
      parcels: parcels.items,
      letters: await lettersOf(rows),
      nextTryMs: await nextTryOf(reader),
    };
  } finally {
    await reader.close();
  }
}

type Rows = (service: string, sql: string) => Promise<Row[]>;

function ordersOf(orders: readonly Row[], lines: readonly Row[]): OrderRow[] {
  const byOrder = Map.groupBy(lines, (line) => String(line['order_id']));
  return orders.map((row) => ({
    id: String(row['id']),
    userId: String(row['user_id']),
    status: String(row['status']),
    closing: TEXT(row['closing']),
    amount: Number(row['amount']),
    paymentId: TEXT(row['payment_id']),
    refundedAmount: Number(row['refunded_amount']),
    shipped: row['shipped_at'] !== null,
    lines: (byOrder.get(String(row['id'])) ?? []).map((line) => ({
      skuId: String(line['sku_id']),
      quantity: Number(line['quantity']),
    })),
  }));
}

async function skusOf(rows: Rows): Promise<SkuRow[]> {
  const skus = await rows(
    'order',
    `SELECT s.*, COALESCE((SELECT SUM(m.delta) FROM stock_movement m WHERE m.sku_id = s.id AND m.order_id IS NULL), 0) AS came_in FROM sku s`,
  );
  return skus.map((row) => ({
    id: String(row['id']),
    initial: Number(row['came_in']),
    available: Number(row['available']),
    reserved: Number(row['reserved']),
    sold: Number(row['sold']),
  }));
}

async function eventsOf(rows: Rows): Promise<EventRow[]> {
  const perService = SERVICES.map(async (service) => {
    const sent = await rows(service, 'SELECT event_id, type, aggregate_id, payload, published_at FROM outbox');
    return sent.map((row) => ({
      service,
      eventId: String(row['event_id']),
      type: String(row['type']),
      aggregateId: String(row['aggregate_id']),
      payload: JSON.parse(String(row['payload'])) as EventRow['payload'],
      published: row['published_at'] !== null,
    }));
  });
  return (await Promise.all(perService)).flat();
}

async function lettersOf(rows: Rows): Promise<Books['letters']> {
  const perService = SERVICES.map(async (service) => {
    const letters = await rows(service, 'SELECT id, state, reason, type, event_id, error FROM dead_letter');
    return letters.map((row) => ({
      service,
      id: String(row['id']),
      state: String(row['state']),
      reason: String(row['reason']),
      type: String(row['type']),
      eventId: String(row['event_id']),
      error: String(row['error']).split('\n')[0] ?? '',
    }));
  });
  return (await Promise.all(perService)).flat();
}
