import { randomBytes } from 'node:crypto';
import { REQUEST } from '@minisuite/database';
import { RequestContext } from '@minisuite/service';
import type { PaymentState } from '../src/payments/domain/payment.js';
import { HandlePaymentNotification } from '../src/payments/app/handle-payment-notification.js';
import { DecideRefund } from '../src/refunds/app/decide-refund.js';
import { HandleRefundNotification } from '../src/refunds/app/handle-refund-notification.js';
import { HoldRefunds } from '../src/refunds/app/hold-refunds.js';
import { RequestRefund, type RequestRefundCommand } from '../src/refunds/app/request-refund.js';
import { SendDueRefunds } from '../src/refunds/app/send-due-refunds.js';
import type { RefundState } from '../src/refunds/domain/refund.js';
import type { FakeRefund } from './fake-wechat.js';
import { notification, refundNotification } from './notification.js';
import type { PaymentWorld } from './payment-world.js';

export interface RefundRow {
  readonly id: string;
  readonly status: string;
  readonly kind: string;
  readonly amount: string;
  readonly out_refund_no: string;
  readonly attention: string | null;
}

/** What happens to money in a world: paid, refunded, decided upon, and how the books look afterwards. */
export class Money {
  constructor(private readonly world: PaymentWorld) {}

  /** A payment of which WeChat has told that it was paid. */
  async paid(amount = 1990): Promise<PaymentState> {
    const { payment } = await this.world.create(this.world.orders.add({ amount }).id);
    this.world.wechat.pay(payment.outTradeNo);
    await this.notifyPaid(payment.outTradeNo);
    return payment;
  }

  async notifyPaid(outTradeNo: string): Promise<void> {
    const message = notification(this.world.wechat, outTradeNo, this.world.clock.now());
    await this.world.service.get(HandlePaymentNotification).execute(message);
  }

  async request(orderId: string, changes: Partial<RequestRefundCommand> = {}): Promise<RefundState> {
    const idempotencyKey = randomBytes(8).toString('hex');
    const command = { userId: '31', orderId, amount: null, reason: '不想要了', idempotencyKey, requestHash: 'h' };
    return (await this.world.service.get(RequestRefund).execute({ ...command, ...changes })).refund;
  }

  hold(refundId: string, shipped = false): Promise<void> {
    return this.world.service.get(HoldRefunds).execute([{ refundId, shipped }], REQUEST);
  }

  decide<T>(work: (decide: DecideRefund) => Promise<T>): Promise<T> {
    const scope = { requestId: 'r', operatorId: '1', operatorName: 'admin', roles: ['admin'] };
    return RequestContext.run(scope, () => work(this.world.service.get(DecideRefund)));
  }

  /** Approved and with WeChat. */
  async sent(orderId: string, changes: Partial<RequestRefundCommand> = {}): Promise<RefundState> {
    const refund = await this.request(orderId, changes);
    await this.hold(refund.id, true);
    await this.decide((decide) => decide.approve(refund.id));
    await this.sendDue();
    return refund;
  }

  async sendDue(): Promise<void> {
    await this.world.service.get(SendDueRefunds).execute();
  }

  async notifyRefund(outRefundNo: string, status: FakeRefund['status'] = 'SUCCESS'): Promise<void> {
    this.world.wechat.endRefund(outRefundNo, status);
    const message = refundNotification(this.world.wechat, outRefundNo, this.world.clock.now());
    await this.world.service.get(HandleRefundNotification).execute(message);
  }

  async refundsOf(paymentId: string): Promise<RefundRow[]> {
    const sql =
      'SELECT id, status, kind, amount, out_refund_no, attention FROM refund WHERE payment_id = ? ORDER BY id';
    return this.world.rows<RefundRow>(sql, [paymentId]);
  }

  async payment(id: string): Promise<Record<string, unknown> | undefined> {
    const sql = 'SELECT status, refunded_amount, refunding_amount FROM payment WHERE id = ?';
    return (await this.world.rows<Record<string, unknown>>(sql, [id]))[0];
  }

  /** What each account of the ledger has of a payment. */
  async ledger(paymentId: string): Promise<Record<string, number>> {
    const { pathname } = new URL(this.world.database.url);
    const rows = await this.world.rows<{ account: string; sum: string }>(
      `SELECT account, SUM(amount) AS sum FROM \`${pathname.slice(1)}_ledger\`.ledger_line WHERE payment_id = ? GROUP BY account`,
      [paymentId],
    );
    return Object.fromEntries(rows.map(({ account, sum }) => [account, Number(sum)]));
  }

  /** The types of what was told of a payment, in order. */
  async told(paymentId: string): Promise<string[]> {
    const rows = await this.world.rows<{ type: string }>('SELECT type FROM outbox WHERE aggregate_id = ? ORDER BY id', [
      paymentId,
    ]);
    return rows.map(({ type }) => type);
  }
}
