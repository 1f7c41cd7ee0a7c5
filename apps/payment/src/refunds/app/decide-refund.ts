import type { AuditEntry } from '@minisuite/audit';
import { REQUEST } from '@minisuite/database';
import { Clock, DomainError } from '@minisuite/kernel';
import { Injectable } from '@nestjs/common';
import { PaymentTransactions } from '../../payments/app/ports.js';
import type { Payment } from '../../payments/domain/payment.js';
import type { Refund, RefundState } from '../domain/refund.js';
import { RefundNotFound } from '../domain/refund-errors.js';

const MAX_REASON = 500;

/** What operators do about refunds; each act leaves an audit row. */
@Injectable()
export class DecideRefund {
  constructor(
    private readonly transactions: PaymentTransactions,
    private readonly clock: Clock,
  ) {}

  approve(id: string): Promise<RefundState> {
    return this.change(id, 'approve', '', (refund) => refund.approve(this.clock.now()));
  }

  reject(id: string, reason: string): Promise<RefundState> {
    const length = reason.trim().length;
    if (length < 1 || length > MAX_REASON) throw invalidReason();
    return this.change(id, 'reject', reason, (refund, payment) => {
      refund.reject(reason.trim(), this.clock.now());
      payment.release(refund.state.amount);
    });
  }

  retry(id: string): Promise<RefundState> {
    return this.change(id, 'retry', '', (refund) => refund.retry(this.clock.now()));
  }

  private change(
    id: string,
    act: string,
    reason: string,
    work: (refund: Refund, payment: Payment) => void,
  ): Promise<RefundState> {
    return this.transactions.run(REQUEST, async ({ payments, refunds, audit }) => {
      const paymentIds = await refunds.paymentsOf([id]);
      const [payment] = (await payments.lock(paymentIds)).values();
      const refund = (await refunds.lock([id])).get(id);
      if (!payment || !refund) throw new RefundNotFound();
      const before = refund.state;
      work(refund, payment);
      await payments.save([payment]);
      await refunds.save([refund]);
      await audit.record(entry(act, reason, before, refund.state));
      return refund.state;
    });
  }
}

function entry(act: string, reason: string, before: RefundState, after: RefundState): AuditEntry {
  const { id, amount, orderId } = after;
  return {
    action: `refund.${act}`,
    target: { type: 'refund', id },
    reason,
    before: audited(before),
    after: audited(after),
    details: { orderId, amount },
  };
}

const audited = ({ status, attention, generation }: RefundState) => ({ status, attention, generation });

function invalidReason(): DomainError {
  return new DomainError('invalid', 'VALIDATION_FAILED', 'The request is not valid.', [
    { path: 'reason', message: `must have 1 to ${MAX_REASON} characters` },
  ]);
}
