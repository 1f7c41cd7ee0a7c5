import type { Page } from '@minisuite/kernel';
import { Injectable } from '@nestjs/common';
import type { RefundState } from '../domain/refund.js';
import { RefundNotFound } from '../domain/refund-errors.js';
import { type RefundFilter, RefundQueries } from './ports.js';

@Injectable()
export class GetRefund {
  constructor(private readonly queries: RefundQueries) {}

  /** Throws RefundNotFound, for somebody else's refund too. */
  async execute(userId: string, id: string): Promise<RefundState> {
    const refund = await this.queries.find(id);
    if (!refund || refund.userId !== userId) throw new RefundNotFound();
    return refund;
  }

  /** For operators. */
  list(filter: RefundFilter): Promise<Page<RefundState>> {
    return this.queries.list(filter);
  }
}
