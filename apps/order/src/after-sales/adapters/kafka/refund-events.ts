import { type PayloadOf, RefundRejected, RefundRequested, RefundSucceeded } from '@minisuite/contracts';
import type { Cause } from '@minisuite/database';
import { OnEvent, type Received } from '@minisuite/messaging';
import { Injectable } from '@nestjs/common';
import { HoldOrders } from '../../app/hold-orders.js';
import { SettleRefunds } from '../../app/settle-refunds.js';

@Injectable()
export class RefundEvents {
  constructor(
    private readonly hold: HoldOrders,
    private readonly settle: SettleRefunds,
  ) {}

  @OnEvent(RefundRequested)
  async requested(events: Received<PayloadOf<typeof RefundRequested>>[], cause: Cause): Promise<void> {
    const commands = events.map(({ payload, origin }) => ({ ...refundOf(payload), origin }));
    await this.hold.execute(commands, cause);
  }

  @OnEvent(RefundRejected)
  async rejected(events: Received<PayloadOf<typeof RefundRejected>>[], cause: Cause): Promise<void> {
    const commands = events.map(({ payload }) => ({ ...refundOf(payload), status: 'ENDED' }) as const);
    await this.settle.execute(commands, cause);
  }

  @OnEvent(RefundSucceeded)
  async succeeded(events: Received<PayloadOf<typeof RefundSucceeded>>[], cause: Cause): Promise<void> {
    // The others give back money that no order has ever had.
    const ofOrders = events.filter(({ payload }) => payload.kind === 'USER');
    const commands = ofOrders.map(({ payload }) => ({ ...refundOf(payload), status: 'SUCCEEDED' }) as const);
    await this.settle.execute(commands, cause);
  }
}

type Told = Pick<PayloadOf<typeof RefundRequested>, 'refundId' | 'orderId' | 'paymentId' | 'amount'>;

function refundOf({ refundId, orderId, paymentId, amount }: Told): Told {
  return { refundId, orderId, paymentId, amount };
}
