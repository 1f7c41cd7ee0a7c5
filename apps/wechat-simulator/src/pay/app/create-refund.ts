import { Injectable } from '@nestjs/common';
import { Alarms, Randomness, SimulatedClock } from '../../simulation/app/ports.js';
import { Faults } from '../../simulation/domain/faults.js';
import { beijingDigits } from '../domain/beijing-time.js';
import { Refund, type RefundOutcome } from '../domain/refund.js';
import { parseRefund, type RefundRequest } from '../domain/refund-request.js';
import { checkNewRefund, checkRepetition, type PaidTrade, paidTrade } from '../domain/refund-rules.js';
import { refundView } from '../domain/refund-view.js';
import { EndRefund } from './end-refund.js';
import { PayState } from './pay-state.js';

/** Takes a refund on, once for each number; a refused one leaves nothing behind. */
@Injectable()
export class CreateRefund {
  constructor(
    private readonly state: PayState,
    private readonly clock: SimulatedClock,
    private readonly alarms: Alarms,
    private readonly faults: Faults,
    private readonly randomness: Randomness,
    private readonly endRefund: EndRefund,
  ) {}

  /** Throws PayError. */
  run(body: unknown): object {
    const request = parseRefund(body);
    const { trades, refunds } = this.state;
    const { transactionId, outTradeNo = '' } = request;
    const paid = paidTrade(
      transactionId === undefined ? trades.ofOutTradeNo(outTradeNo) : trades.ofTransactionId(transactionId),
    );
    const known = refunds.ofOutRefundNo(request.outRefundNo);
    if (known) checkRepetition(known, paid.trade, request);
    return refundView(known ?? this.accept(paid, request));
  }

  private accept(paid: PaidTrade, request: RefundRequest): Refund {
    const now = this.clock.now();
    checkNewRefund(paid, this.state.refunds.ofTrade(paid.trade), request, now);
    this.state.funds.take(request.refund);
    const refundId = `5030${this.randomness.digits(6)}${beijingDigits(now).slice(0, 8)}${this.randomness.digits(11)}`;
    const refund = new Refund(refundId, paid.payment.transactionId, paid.trade, request, now);
    paid.trade.startRefund();
    this.state.refunds.add(refund);
    const outcome = this.outcome();
    const due = new Date(now.getTime() + this.faults.rates.refund.delayMs);
    this.alarms.at(due, () => this.endRefund.run(refund, outcome));
    return refund;
  }

  private outcome(): RefundOutcome {
    const closed = this.faults.strikes('refund.closed');
    const abnormal = this.faults.strikes('refund.abnormal');
    if (closed) return 'CLOSED';
    return abnormal ? 'ABNORMAL' : 'SUCCESS';
  }
}
