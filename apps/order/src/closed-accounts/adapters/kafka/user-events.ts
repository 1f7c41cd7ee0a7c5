import { type PayloadOf, UserClosed } from '@minisuite/contracts';
import type { Cause } from '@minisuite/database';
import { OnEvent, type Received } from '@minisuite/messaging';
import { Injectable } from '@nestjs/common';
import { ForgetCustomers } from '../../app/forget-customers.js';

@Injectable()
export class UserEvents {
  constructor(private readonly forget: ForgetCustomers) {}

  @OnEvent(UserClosed)
  async closed(events: Received<PayloadOf<typeof UserClosed>>[], cause: Cause): Promise<void> {
    await this.forget.execute(
      events.map(({ payload }) => payload.userId),
      cause,
    );
  }
}
