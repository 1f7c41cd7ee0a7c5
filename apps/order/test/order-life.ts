import { REQUEST } from '@minisuite/database';
import { type CheckedInvariant, RunChecks } from '@minisuite/invariants';
import { FakeClock, testDatabase, type TestDatabase } from '@minisuite/testing';
import { HoldOrders } from '../src/after-sales/app/hold-orders.js';
import { SettleRefunds } from '../src/after-sales/app/settle-refunds.js';
import { migrations } from '../src/migrations.js';
import { MarkOrdersPaid } from '../src/ordering/app/mark-orders-paid.js';
import { FakeKeptPayments } from './fake-kept-payments.js';
import { FakePayments } from './fake-payments.js';
import { FakeTextChecks } from './fake-text-checks.js';
import { as, asOperator, holdBack, type RunningOrderService, startOrderService } from './order-service.js';
import { putSkus } from './shop.js';

// Neither the expiry nor the schedule of the checks may come in between.
const HELD_BACK = ['order.close-due', 'invariants'];

/** A service beside a payment service whose books agree with it, and what can become of orders there. */
export class OrderLife {
  readonly clock = new FakeClock(new Date());
  readonly payments = new FakePayments();
  readonly kept = new FakeKeptPayments();
  readonly texts = new FakeTextChecks();
  private running: { db: TestDatabase; service: RunningOrderService } | undefined;
  private keys = 0;

  /** Leaves out what the service would do by itself under these leases, too. */
  async start(...leases: string[]): Promise<void> {
    const db = await testDatabase(migrations);
    await holdBack(db.dataSource, ...HELD_BACK, ...leases);
    await putSkus(db.dataSource, { '101': 100_000, '102': 100_000 });
    const { clock, payments, kept, texts } = this;
    this.running = { db, service: await startOrderService(db.url, { clock, payments, kept, texts }) };
  }

  async stop(): Promise<void> {
    await this.running?.service.stop();
    await this.running?.db.drop();
  }

  get db(): TestDatabase {
    if (!this.running) throw new Error('not started');
    return this.running.db;
  }

  get service(): RunningOrderService {
    if (!this.running) throw new Error('not started');
    return this.running.service;
  }

  async place(userId = '7'): Promise<string> {
    const items = [{ skuId: '101', quantity: 2 }];
    const request = { items, addressId: '', remark: '', idempotencyKey: this.next(), requestHash: 'h' };
    const { order } = await as(userId, () => this.service.orders.placeOrder(request));
    return order?.id ?? '';
  }

  async cancel(id: string): Promise<void> {
    await as('7', () => this.service.orders.cancelOrder({ id }));
  }

  async markPaid(orderId: string): Promise<string> {
    const payment = { orderId, paymentId: `9${orderId.slice(-15)}`, amount: 200, paidAt: this.clock.now() };
    await this.service.get(MarkOrdersPaid).execute([{ ...payment, origin: { requestId: 'paid' } }], REQUEST);
    return orderId;
  }

  async placePaid(userId = '7'): Promise<string> {
    const id = await this.place(userId);
    this.kept.keep(id);
    return await this.markPaid(id);
  }

  async placeCompleted(userId = '7'): Promise<string> {
    const id = await this.placePaid(userId);
    await this.ship(id);
    await as(userId, () => this.service.orders.confirmReceipt({ id }));
    return id;
  }

  async ship(id: string): Promise<void> {
    const parcel = { carrier: 'YTO', trackingNo: 'YT1234' };
    await asOperator(() => this.service.operations.shipOrder({ id, ...parcel, idempotencyKey: '', requestHash: '' }));
  }

  async refund(orderId: string, amount: number): Promise<void> {
    const told = { refundId: this.next(), orderId, paymentId: `9${orderId.slice(-15)}`, amount };
    await this.service.get(HoldOrders).execute([{ ...told, origin: { requestId: 'asked' } }], REQUEST);
    this.kept.keep(orderId, { refundedAmount: amount });
    await this.service.get(SettleRefunds).execute([{ ...told, status: 'SUCCEEDED' }], REQUEST);
  }

  /** Leaves orders in every state there is. */
  async live(): Promise<void> {
    await this.place();
    await this.cancel(await this.place());
    const closing = await this.place();
    this.payments.silent.add(closing);
    await this.cancel(closing);
    await this.placePaid();
    await this.ship(await this.placePaid());
    await this.refund(await this.placePaid(), 50);
    await this.refund(await this.placePaid(), 200);
    const sent = await this.placePaid();
    await this.ship(sent);
    await as('7', () => this.service.orders.confirmReceipt({ id: sent }));
    await this.refund(sent, 200);
  }

  check(): Promise<CheckedInvariant[]> {
    return this.service.get(RunChecks).execute();
  }

  private next(): string {
    this.keys += 1;
    return String(this.keys);
  }
}

/** What was found, by invariant. */
export function violated(results: readonly CheckedInvariant[]): Record<string, string[]> {
  const found = results.filter(({ violations }) => violations > 0);
  return Object.fromEntries(
    found.map(({ name, examples }) => [name, examples.map(({ id, problem }) => `${id} ${problem}`)]),
  );
}
