import { OrderPlaced, type Origin, recordEvent } from '@minisuite/contracts';
import { type Tx, updateById } from '@minisuite/database';
import type { FieldCipher } from '@minisuite/encryption';
import type { Outbox } from '@minisuite/messaging';
import { compareIds } from '../../../stock/domain/stock-movement.js';
import { Orders } from '../../app/ports.js';
import { Order } from '../../domain/order.js';
import type { OrderState } from '../../domain/order-state.js';
import { columnsOf } from './order-columns.js';
import { addressOf, type LineRow, LINES_OF, ORDER_COLUMNS, type OrderRow, toOrders } from './order-rows.js';

export class MysqlOrders extends Orders {
  constructor(
    private readonly tx: Tx,
    private readonly outbox: Outbox,
    private readonly cipher: FieldCipher,
  ) {
    super();
  }

  async add(placed: readonly { readonly order: OrderState; readonly origin: Origin }[]): Promise<void> {
    if (placed.length === 0) return;
    await this.tx.execute(
      `INSERT INTO orders (id, user_id, status, amount, address, remark, remark_status, created_at, expires_at, due_at)
        VALUES ?`,
      [placed.map(({ order }) => this.orderRow(order))],
    );
    await this.tx.execute(
      'INSERT INTO order_line (order_id, line_no, sku_id, product_id, title, image_url, price, quantity) VALUES ?',
      [placed.flatMap(({ order }) => lineRows(order))],
    );
    await this.addRemarks(placed.map(({ order }) => order));
    await this.outbox.append(
      this.tx,
      placed.map(({ order, origin }) => placedEvent(order, origin)),
    );
  }

  async lock(ids: readonly string[]): Promise<Order[]> {
    const sorted = [...new Set(ids)].sort(compareIds).map(BigInt);
    if (sorted.length === 0) return [];
    const rows = await this.tx.query<OrderRow>(
      `SELECT ${ORDER_COLUMNS} FROM orders WHERE id IN (?) ORDER BY id FOR UPDATE`,
      [sorted],
    );
    const lines = rows.length === 0 ? [] : await this.tx.query<LineRow>(LINES_OF, [sorted]);
    return toOrders(rows, lines, this.cipher).map((state) => new Order(state));
  }

  async save(orders: readonly Order[]): Promise<void> {
    const changes = orders.map(({ loaded, state }) => ({
      id: state.id,
      before: columnsOf(loaded),
      after: columnsOf(state),
    }));
    await updateById(this.tx, 'orders', changes, ['status', 'closing']);
    await this.outbox.append(
      this.tx,
      orders.flatMap(({ changes: told }) => told),
    );
  }

  async forget(userIds: readonly string[]): Promise<void> {
    const ids = [userIds.map(BigInt)];
    await this.tx.execute(
      "UPDATE orders SET address = NULL, remark = '', remark_status = 'NONE' WHERE user_id IN (?)",
      ids,
    );
    await this.tx.execute(
      'DELETE c FROM remark_check c JOIN orders o ON o.id = c.order_id WHERE o.user_id IN (?)',
      ids,
    );
  }

  private async addRemarks(orders: readonly OrderState[]): Promise<void> {
    const waiting = orders.filter(({ remarkStatus }) => remarkStatus === 'PENDING');
    if (waiting.length === 0) return;
    const rows = waiting.map(({ id, createdAt }) => [id, createdAt]);
    await this.tx.execute('INSERT INTO remark_check (order_id, next_at) VALUES ?', [rows]);
  }

  private orderRow(order: OrderState): unknown[] {
    const { id, userId, status, amount, address, remark, remarkStatus, createdAt, expiresAt, dueAt } = order;
    const sealed = address && this.cipher.seal(JSON.stringify(address), addressOf(id));
    return [id, userId, status, amount, sealed, remark, remarkStatus, createdAt, expiresAt, dueAt];
  }
}

function lineRows({ id, lines }: OrderState): unknown[][] {
  return lines.map(({ skuId, productId, title, imageUrl, price, quantity }, index) => [
    id,
    index + 1,
    skuId,
    productId,
    title,
    imageUrl,
    price,
    quantity,
  ]);
}

function placedEvent({ id, userId, amount, lines, expiresAt }: OrderState, origin: Origin) {
  const items = lines.map(({ skuId, quantity, price }) => ({ skuId, quantity, price }));
  const payload = { orderId: id, userId, amount, lines: items, expiresAt: expiresAt.toISOString() };
  return recordEvent(OrderPlaced, id, payload, origin);
}
