import { Injectable } from '@nestjs/common';
import { RefundNotFound } from '../domain/refund-errors.js';
import type { RefundState } from '../domain/refund.js';
import { RefundQueries } from './ports.js';
import { SendRefund } from './send-refund.js';

@Injectable()
export class SyncRefund {
  constructor(
    private readonly queries: RefundQueries,
    private readonly sendRefund: SendRefund,
  ) {}

  /** Asks WeChat about a refund that is not final here and takes over what it says; throws WechatUnavailable. */
  async execute(id: string): Promise<RefundState> {
    const refund = await this.find(id);
    if (refund.status === 'PROCESSING' && refund.attention === null) await this.sendRefund.execute(refund);
    return this.find(id);
  }

  private async find(id: string): Promise<RefundState> {
    const refund = await this.queries.find(id);
    if (!refund) throw new RefundNotFound();
    return refund;
  }
}
