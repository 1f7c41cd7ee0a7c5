import { REQUEST } from '@minisuite/database';
import { Clock } from '@minisuite/kernel';
import { RequestContext } from '@minisuite/service';
import { Injectable, Logger } from '@nestjs/common';
import { afterAttempt, type Delivery } from '../domain/delivery.js';
import { SubscribeMessages, SubscriptionTransactions } from './ports.js';

const BITE = 20;
/** Longer than a try can take, so that no delivery is tried by two processes at once. */
const CLAIM_MS = 60_000;

/** Sends the subscribe messages that are due; a try that dies with its process is made again after a minute. */
@Injectable()
export class SendDueDeliveries {
  private readonly logger = new Logger(SendDueDeliveries.name);

  constructor(
    private readonly transactions: SubscriptionTransactions,
    private readonly wechat: SubscribeMessages,
    private readonly clock: Clock,
  ) {}

  /** True when there may be more. */
  async run(): Promise<boolean> {
    const now = this.clock.now();
    const until = new Date(now.getTime() + CLAIM_MS);
    const due = await this.transactions.run(REQUEST, ({ deliveries }) => deliveries.claimDue(now, until, BITE));
    await Promise.all(
      due.map((delivery) => RequestContext.run({ requestId: delivery.requestId }, () => this.attempt(delivery))),
    );
    return due.length === BITE;
  }

  private async attempt(delivery: Delivery): Promise<void> {
    const outcome = await this.wechat.send(delivery);
    const now = this.clock.now();
    const next = afterAttempt(delivery, outcome, now);
    const error = outcome.kind === 'sent' ? null : outcome.error;
    await this.transactions.run(REQUEST, async ({ consents, deliveries }) => {
      await deliveries.save(next, error);
      if (outcome.kind === 'unsubscribed') await consents.exhaust(delivery.userId, delivery.templateId, now);
    });
    if (error) this.logger.warn({ deliveryId: delivery.id, attempts: next.attempts, status: next.status }, error);
  }
}
