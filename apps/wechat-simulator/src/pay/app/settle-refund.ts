import { Injectable } from '@nestjs/common';
import { DomainError } from '@minisuite/kernel';
import type { Refund } from '../domain/refund.js';
import { EndRefund } from './end-refund.js';
import { PayState } from './pay-state.js';

export interface SettleRefundCommand {
  readonly outRefundNo: string;
  readonly status: 'SUCCESS' | 'CLOSED';
}

/** Somebody ends a refund by hand in the merchant's console. */
@Injectable()
export class SettleRefund {
  constructor(
    private readonly state: PayState,
    private readonly endRefund: EndRefund,
  ) {}

  /** Throws DomainError. */
  run({ outRefundNo, status }: SettleRefundCommand): Refund {
    const refund = this.state.refunds.ofOutRefundNo(outRefundNo);
    if (refund === undefined) throw new DomainError('not_found', 'REFUND_NOT_FOUND', 'There is no such refund');
    if (refund.hasEnded) throw new DomainError('conflict', 'REFUND_ENDED', `The refund is ${refund.status} already`);
    this.endRefund.run(refund, status);
    return refund;
  }
}
