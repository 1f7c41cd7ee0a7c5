import { OrderHeld, type PayloadOf } from '@minisuite/contracts';
import type { Cause } from '@minisuite/database';
import { OnEvent, type Received } from '@minisuite/messaging';
import { Injectable } from '@nestjs/common';
import { HoldRefunds } from '../../app/hold-refunds.js';

@Injectable()
export class OrderEvents {
  constructor(private readonly holdRefunds: HoldRefunds) {}

  @OnEvent(OrderHeld)
  async held(events: Received<PayloadOf<typeof OrderHeld>>[], cause: Cause): Promise<void> {
    await this.holdRefunds.execute(
      events.map(({ payload: { refundId, shipped } }) => ({ refundId, shipped })),
      cause,
    );
  }
}
