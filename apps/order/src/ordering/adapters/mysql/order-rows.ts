import type { FieldCipher } from '@minisuite/encryption';
import { fen } from '@minisuite/kernel';
import type { Closing, OrderLine, OrderState, ShippingAddress, Shipment } from '../../domain/order-state.js';
import type { OrderStatus } from '../../domain/order-status.js';
import type { RemarkStatus } from '../../domain/remark.js';

export const ORDER_COLUMNS = `id, user_id, status, amount, address, remark, remark_status, payment_id, created_at, expires_at, paid_at,
  shipped_at, completed_at, closed_at, refunded_amount, closing, closing_since, close_attempts, due_at, carrier, tracking_no`;

/** Where the address of an order is sealed. */
export const addressOf = (id: string) => ({ table: 'orders', column: 'address', id });

export const LINES_OF = `SELECT order_id, sku_id, product_id, title, image_url, price, quantity FROM order_line
  WHERE order_id IN (?) ORDER BY order_id, line_no`;

export interface OrderRow {
  id: string;
  user_id: string;
  status: OrderStatus;
  amount: string;
  address: string | null;
  remark: string;
  remark_status: RemarkStatus;
  payment_id: string | null;
  created_at: Date;
  expires_at: Date;
  paid_at: Date | null;
  shipped_at: Date | null;
  completed_at: Date | null;
  closed_at: Date | null;
  refunded_amount: string;
  closing: Closing['as'] | null;
  closing_since: Date | null;
  close_attempts: number;
  due_at: Date | null;
  carrier: string | null;
  tracking_no: string | null;
}

export interface LineRow {
  order_id: string;
  sku_id: string;
  product_id: string;
  title: string;
  image_url: string;
  price: string;
  quantity: number;
}

/** Orders in the order of their rows, each with its lines. */
export function toOrders(rows: readonly OrderRow[], lineRows: readonly LineRow[], cipher: FieldCipher): OrderState[] {
  const lines = new Map<string, OrderLine[]>(rows.map(({ id }) => [id, []]));
  for (const { order_id, sku_id, product_id, title, image_url, price, quantity } of lineRows) {
    const line = { skuId: sku_id, productId: product_id, title, imageUrl: image_url, price: fen(price), quantity };
    lines.get(order_id)?.push(line);
  }
  return rows.map((row) => ({
    id: row.id,
    userId: row.user_id,
    status: row.status,
    amount: fen(row.amount),
    lines: lines.get(row.id) ?? [],
    address: row.address === null ? null : (JSON.parse(cipher.open(row.address, addressOf(row.id))) as ShippingAddress),
    remark: row.remark,
    remarkStatus: row.remark_status,
    paymentId: row.payment_id,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    paidAt: row.paid_at,
    shippedAt: row.shipped_at,
    completedAt: row.completed_at,
    closedAt: row.closed_at,
    refundedAmount: fen(row.refunded_amount),
    closing: closingOf(row),
    dueAt: row.due_at,
    shipment: shipmentOf(row),
  }));
}

function closingOf({ closing, closing_since, close_attempts }: OrderRow): Closing | null {
  return closing && closing_since && { as: closing, since: closing_since, unanswered: close_attempts };
}

function shipmentOf({ carrier, tracking_no }: OrderRow): Shipment | null {
  return carrier === null || tracking_no === null ? null : { carrier, trackingNo: tracking_no };
}
