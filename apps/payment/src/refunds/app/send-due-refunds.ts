import { Clock, isDomainError } from '@minisuite/kernel';
import { Injectable, Logger } from '@nestjs/common';
import { eachOf } from '../../payments/app/each-of.js';
import { WechatPace } from '../../payments/app/wechat-pace.js';
import type { RefundState } from '../domain/refund.js';
import { RefundQueries } from './ports.js';
import { SendRefund } from './send-refund.js';

const BITE = 50;
const AT_ONCE = 8;

/** Brings refunds that were decided to their end. */
@Injectable()
export class SendDueRefunds {
  private readonly logger = new Logger('SendDueRefunds');

  constructor(
    private readonly queries: RefundQueries,
    private readonly sendRefund: SendRefund,
    private readonly pace: WechatPace,
    private readonly clock: Clock,
  ) {}

  /** Takes one bite; answers whether there may be more. */
  async execute(): Promise<boolean> {
    const due = await this.queries.due(this.clock.now(), BITE);
    await eachOf(due, AT_ONCE, (refund) => this.send(refund));
    return due.length === BITE;
  }

  private async send(refund: RefundState): Promise<void> {
    await this.pace.turn();
    // First, so that a refund that cannot be sent does not come back at once.
    await this.sendRefund.askLater(refund.id);
    try {
      await this.sendRefund.execute(refund);
    } catch (error) {
      if (!isDomainError(error)) throw error;
      this.logger.warn(
        { refundId: refund.id, reason: error.reason, details: error.details },
        'a refund could not be sent',
      );
    }
  }
}
