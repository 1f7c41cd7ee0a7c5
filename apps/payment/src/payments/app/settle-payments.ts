import type { Origin } from '@minisuite/contracts';
import { REQUEST } from '@minisuite/database';
import { Ids } from '@minisuite/ids';
import { Clock, DomainError, isDomainError } from '@minisuite/kernel';
import { Injectable, Logger } from '@nestjs/common';
import { type LedgerEntry, received } from '../../ledger/domain/ledger-entry.js';
import { Refund } from '../../refunds/domain/refund.js';
import type { OrderAccount } from '../domain/order-account.js';
import type { Payment, PaymentState } from '../domain/payment.js';
import { PaymentNotFound } from '../domain/payment-errors.js';
import type { PaidTrade } from '../domain/trade.js';
import { Merchant, type MoneyRepositories, PaymentTransactions } from './ports.js';

export interface SettleCommand {
  readonly trade: PaidTrade;
  readonly origin: Origin;
}

export interface Settlement {
  readonly payment: PaymentState;
  /** False when the money had been booked before. */
  readonly settled: boolean;
}

const REASONS = { ORDER_CLOSED: '订单已关闭，自动退款', PAID_TWICE: '订单重复支付，自动退款' } as const;

interface Booked {
  readonly refunds: Refund[];
  readonly entries: LedgerEntry[];
}

/** Books a group of payments that WeChat has taken: what pays an order is kept, everything else goes back. */
@Injectable()
export class SettlePayments {
  private readonly logger = new Logger('SettlePayments');

  constructor(
    private readonly transactions: PaymentTransactions,
    private readonly merchant: Merchant,
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {}

  /** Each is booked once, however often and from however many sides it is told. */
  async execute(commands: readonly SettleCommand[]): Promise<(Settlement | DomainError)[]> {
    const results = await this.transactions.run(REQUEST, (repositories) => this.book(commands, repositories));
    for (const result of results) if (!isDomainError(result) && result.settled) this.tell(result.payment);
    return results;
  }

  private async book(
    commands: readonly SettleCommand[],
    { accounts, payments, refunds, ledger }: MoneyRepositories,
  ): Promise<(Settlement | DomainError)[]> {
    const references = await payments.references([...new Set(commands.map(({ trade }) => trade.outTradeNo))]);
    const byNumber = new Map(references.map((reference) => [reference.outTradeNo, reference]));
    const lockedAccounts = await accounts.lock(references.map(({ orderId }) => orderId));
    const locked = await payments.lock(references.map(({ id }) => id));
    const booked: Booked = { refunds: [], entries: [] };
    const changed = new Set<Payment>();
    const results = commands.map((command) => {
      const reference = byNumber.get(command.trade.outTradeNo);
      const payment = reference && locked.get(reference.id);
      const account = reference && lockedAccounts.get(reference.orderId);
      if (!payment || !account) return new PaymentNotFound();
      const settled = this.settle(command, payment, account, booked);
      if (settled === true) changed.add(payment);
      return isDomainError(settled) ? settled : { payment: payment.state, settled };
    });
    for (const other of await this.superseded(changed, payments)) changed.add(other);
    await accounts.save(lockedAccounts.values());
    await payments.save(changed);
    await refunds.add(booked.refunds);
    await ledger.book(booked.entries);
    return results;
  }

  private settle(
    { trade, origin }: SettleCommand,
    payment: Payment,
    account: OrderAccount,
    booked: Booked,
  ): boolean | DomainError {
    const now = this.clock.now();
    try {
      if (!payment.succeed(trade, this.merchant, now)) return false;
    } catch (error) {
      if (isDomainError(error)) return error;
      throw error;
    }
    const { id, orderId, userId, amount } = payment.state;
    const fate = account.take(id);
    booked.entries.push(received(id, amount, fate === 'KEPT' ? 'orders' : 'returns', now));
    if (fate === 'KEPT') {
      payment.keep(origin);
      return true;
    }
    const wanted = { id: this.ids.next(), paymentId: id, orderId, userId, amount, reason: REASONS[fate] };
    payment.giveBack(wanted.id, fate, origin);
    booked.refunds.push(Refund.automatic(wanted, fate, now));
    return true;
  }

  /** Payments that wait although their order has been paid by one that had been closed before: they are closed as soon as WeChat is asked. */
  private async superseded(settled: ReadonlySet<Payment>, payments: MoneyRepositories['payments']): Promise<Payment[]> {
    const orderIds = [...settled].filter(({ state }) => !state.active).map(({ state }) => state.orderId);
    const others = await payments.lock((await payments.pendingOf(orderIds)).map(({ id }) => id));
    const now = this.clock.now();
    for (const other of others.values()) other.askNow(now);
    return [...others.values()];
  }

  private tell({ id: paymentId, orderId, amount, refundingAmount }: PaymentState): void {
    if (refundingAmount === 0) this.logger.log({ paymentId, orderId, amount }, 'payment succeeded');
    else this.logger.warn({ paymentId, orderId, amount }, 'money that no order can keep goes back');
  }
}
