import { Grouper } from '@minisuite/database';
import { RequestContext } from '@minisuite/service';
import { Injectable } from '@nestjs/common';
import type { RefundReport } from '../domain/refund-report.js';
import { type RefundSettlement, type SettleRefundCommand, SettleRefunds } from './settle-refunds.js';

/** Takes over what WeChat says about one refund, together with those that are told at the same time. */
@Injectable()
export class SettleRefund {
  private readonly grouper: Grouper<SettleRefundCommand, RefundSettlement>;

  constructor(settleRefunds: SettleRefunds) {
    this.grouper = new Grouper((commands) => settleRefunds.execute(commands), { maxGroup: 100, concurrency: 1 });
  }

  /** Throws RefundNotFound, or RefundMismatch when the refund is not what was asked for. */
  async execute(report: RefundReport): Promise<RefundSettlement> {
    return await this.grouper.submit({ report, origin: RequestContext.origin() });
  }
}
