import type { Origin } from '@minisuite/contracts';
import { Injectable, Logger } from '@nestjs/common';
import { type CloseAnswer, PaymentClosing } from './ports.js';

export interface AskedToClose {
  readonly orderId: string;
  readonly answer: CloseAnswer;
  /** The request that wants the order closed; absent when its time is over. */
  readonly origin?: Origin;
}

/** Asks the payment service to end orders; whatever goes wrong with that, nothing is concluded from it. */
@Injectable()
export class AskToClose {
  private readonly logger = new Logger('AskToClose');

  constructor(private readonly payments: PaymentClosing) {}

  async execute(orderIds: readonly string[], withinMs: number): Promise<AskedToClose[]> {
    if (orderIds.length === 0) return [];
    const answers = await this.answersTo(orderIds, withinMs);
    return orderIds.map((orderId) => ({ orderId, answer: answers.get(orderId) ?? { outcome: 'UNKNOWN' } }));
  }

  private async answersTo(orderIds: readonly string[], withinMs: number): Promise<ReadonlyMap<string, CloseAnswer>> {
    try {
      return await this.payments.close(orderIds, withinMs);
    } catch (error) {
      this.logger.warn({ orders: orderIds.length, err: error }, 'orders that are closing have to wait');
      return new Map();
    }
  }
}
