import type { Cause } from '@minisuite/database';
import { Clock } from '@minisuite/kernel';
import { Injectable, Logger } from '@nestjs/common';
import { PaymentTransactions } from '../../payments/app/ports.js';
import { RefundSettings } from './ports.js';

export interface HoldRefund {
  readonly refundId: string;
  /** Whether the goods were on their way. */
  readonly shipped: boolean;
}

/** Takes over that orders are held for their refunds; small refunds of what was not shipped need nobody's decision. */
@Injectable()
export class HoldRefunds {
  private readonly logger = new Logger('HoldRefunds');

  constructor(
    private readonly transactions: PaymentTransactions,
    private readonly settings: RefundSettings,
    private readonly clock: Clock,
  ) {}

  async execute(commands: readonly HoldRefund[], cause: Cause): Promise<void> {
    await this.transactions.run(cause, async ({ refunds }) => {
      const locked = await refunds.lock(commands.map(({ refundId }) => refundId));
      const now = this.clock.now();
      const changed = commands.flatMap(({ refundId, shipped }) => {
        const refund = locked.get(refundId);
        if (!refund) this.logger.warn({ refundId }, 'an order is held for a refund that is not there');
        return refund?.hold(shipped, this.settings.autoLimit, now) ? [refund] : [];
      });
      await refunds.save(new Set(changed));
    });
  }
}
