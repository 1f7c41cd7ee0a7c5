import type { Origin } from '@minisuite/contracts';
import { REQUEST } from '@minisuite/database';
import { Clock, DomainError, isDomainError } from '@minisuite/kernel';
import { Injectable, Logger } from '@nestjs/common';
import { type LedgerEntry, returned } from '../../ledger/domain/ledger-entry.js';
import { Merchant, type MoneyRepositories, PaymentTransactions } from '../../payments/app/ports.js';
import { nextAsk } from '../../payments/domain/asking.js';
import type { Payment } from '../../payments/domain/payment.js';
import { isAttention, type Refund, type RefundState } from '../domain/refund.js';
import { RefundMismatch, RefundNotFound } from '../domain/refund-errors.js';
import { refundIdOf } from '../domain/refund-number.js';
import { mismatchesOf, type RefundReport } from '../domain/refund-report.js';

export interface SettleRefundCommand {
  readonly report: RefundReport;
  readonly origin: Origin;
}

export interface RefundSettlement {
  readonly refund: RefundState;
  /** False when all of it was known before. */
  readonly settled: boolean;
}

/** Takes over what WeChat says about a group of refunds. */
@Injectable()
export class SettleRefunds {
  private readonly logger = new Logger('SettleRefunds');

  constructor(
    private readonly transactions: PaymentTransactions,
    private readonly merchant: Merchant,
    private readonly clock: Clock,
  ) {}

  /** Money that went back is booked once, however often and from however many sides it is told. */
  async execute(commands: readonly SettleRefundCommand[]): Promise<(RefundSettlement | DomainError)[]> {
    const results = await this.transactions.run(REQUEST, (repositories) => this.book(commands, repositories));
    for (const result of results) if (!isDomainError(result) && result.settled) this.tell(result.refund);
    return results;
  }

  private async book(
    commands: readonly SettleRefundCommand[],
    { payments, refunds, ledger }: MoneyRepositories,
  ): Promise<(RefundSettlement | DomainError)[]> {
    const ids = [...new Set(commands.map(({ report }) => refundIdOf(report.outRefundNo)).filter((id) => id !== null))];
    const lockedPayments = await payments.lock(await refunds.paymentsOf(ids));
    const locked = await refunds.lock(ids);
    const entries: LedgerEntry[] = [];
    const changed = new Set<Refund>();
    const results = commands.map((command) => {
      const refund = locked.get(refundIdOf(command.report.outRefundNo) ?? '');
      const payment = refund && lockedPayments.get(refund.state.paymentId);
      if (!refund || !payment) return new RefundNotFound();
      const settled = this.settle(command, refund, payment, entries);
      if (settled === true) changed.add(refund);
      return isDomainError(settled) ? settled : { refund: refund.state, settled };
    });
    const moved = [...changed]
      .map(({ state }) => lockedPayments.get(state.paymentId))
      .filter((one) => one !== undefined);
    await payments.save(new Set(moved));
    await refunds.save(changed);
    await ledger.book(entries);
    return results;
  }

  private settle(
    { report, origin }: SettleRefundCommand,
    refund: Refund,
    payment: Payment,
    entries: LedgerEntry[],
  ): boolean | DomainError {
    // A number that WeChat has closed and that another one has replaced.
    if (report.outRefundNo !== refund.outRefundNo && report.status !== 'SUCCESS') return false;
    const { outTradeNo, transactionId, amount: total } = payment.state;
    const { amount, wechatRefundId, status } = refund.state;
    const { mchId } = this.merchant;
    const expected = {
      mchId,
      outRefundNo: refund.outRefundNo,
      outTradeNo,
      transactionId,
      wechatRefundId,
      amount,
      total,
    };
    const mismatches = mismatchesOf(report, expected);
    if (mismatches.length > 0) return new RefundMismatch(mismatches);
    if (status === 'SUCCEEDED') return false;
    // WeChat gives back what we never asked for or have given up: nothing is booked before somebody has looked at it.
    if (status !== 'PROCESSING') return new RefundMismatch(['status']);
    return this.take(report, refund, payment, entries, origin);
  }

  private take(
    report: RefundReport,
    refund: Refund,
    payment: Payment,
    entries: LedgerEntry[],
    origin: Origin,
  ): boolean {
    const now = this.clock.now();
    if (report.status === 'SUCCESS' && report.succeededAt) {
      payment.refunded(refund.state.amount, now);
      refund.succeed(report.wechatRefundId, report.succeededAt, payment.state.refundedAmount, origin);
      entries.push(returned(refund.state, refund.state.kind === 'USER' ? 'orders' : 'returns', now));
    } else if (isAttention(report.status)) {
      if (refund.state.attention === report.status) return false;
      refund.needsAttention(report.status, report.wechatRefundId);
    } else {
      refund.stillOpen(nextAsk(refund.state.attempts, now), report.wechatRefundId);
    }
    return true;
  }

  private tell({ id: refundId, orderId, amount, status, attention }: RefundState): void {
    const about = { refundId, orderId, amount };
    if (status === 'SUCCEEDED') this.logger.log(about, 'refund succeeded');
    else if (attention !== null) this.logger.error({ ...about, attention }, 'a refund waits for an operator');
  }
}
