import { REQUEST } from '@minisuite/database';
import { Clock } from '@minisuite/kernel';
import { Injectable } from '@nestjs/common';
import { PaymentQueries, PaymentTransactions } from '../../payments/app/ports.js';
import { nextAsk } from '../../payments/domain/asking.js';
import { Refund, type RefundState } from '../domain/refund.js';
import type { RefundReport } from '../domain/refund-report.js';
import { WechatRefunds } from './ports.js';
import { SettleRefund } from './settle-refund.js';

// WeChat sometimes does not know yet what was paid a moment ago.
const PATIENCE = 5;
const PERHAPS_LATER = new Set(['RESOURCENOTEXISTS', 'ORDERNOTEXIST']);

/** Has WeChat give money back, or asks what has become of it. The number stays the same, so that it can be done again and again. */
@Injectable()
export class SendRefund {
  constructor(
    private readonly transactions: PaymentTransactions,
    private readonly payments: PaymentQueries,
    private readonly wechat: WechatRefunds,
    private readonly settleRefund: SettleRefund,
    private readonly clock: Clock,
  ) {}

  /** Throws WechatUnavailable when nobody knows; then it comes up again. */
  async execute(refund: RefundState): Promise<void> {
    const number = Refund.restore(refund).outRefundNo;
    const report =
      refund.wechatRefundId === null ? await this.create(refund, number) : await this.query(refund, number);
    if (report) await this.settleRefund.execute(report);
  }

  /** Widens the distance to the next attempt, whatever becomes of this one. */
  async askLater(id: string): Promise<void> {
    await this.change(id, (refund) => refund.stillOpen(nextAsk(refund.state.attempts, this.clock.now())));
  }

  private async create(refund: RefundState, outRefundNo: string): Promise<RefundReport | null> {
    const payment = await this.payments.find(refund.paymentId);
    if (!payment) throw new Error(`refund ${refund.id} has no payment`);
    const { outTradeNo, amount: total } = payment;
    const { amount, reason } = refund;
    const answer = await this.wechat.create({ outRefundNo, outTradeNo, amount, total, reason });
    if (!('refused' in answer)) return answer;
    // A refusal is not signed, and an earlier attempt may have come through: only the query is believed.
    const known = await this.wechat.query(outRefundNo);
    if (known) return known;
    if (PERHAPS_LATER.has(answer.refused) && refund.attempts < PATIENCE) return null;
    const attention = answer.refused === 'NOTENOUGH' ? 'NOT_ENOUGH' : `REFUSED_${answer.refused}`.slice(0, 64);
    await this.change(refund.id, (locked) => locked.needsAttention(attention));
    return null;
  }

  private async query(refund: RefundState, outRefundNo: string): Promise<RefundReport | null> {
    const report = await this.wechat.query(outRefundNo);
    if (!report) await this.change(refund.id, (locked) => locked.needsAttention('UNKNOWN_AT_WECHAT'));
    return report;
  }

  private change(id: string, change: (refund: Refund) => void): Promise<void> {
    return this.transactions.run(REQUEST, async ({ refunds }) => {
      const refund = (await refunds.lock([id])).get(id);
      if (refund?.state.status !== 'PROCESSING' || refund.state.attention !== null) return;
      change(refund);
      await refunds.save([refund]);
    });
  }
}
