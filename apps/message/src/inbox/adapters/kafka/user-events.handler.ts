import { type PayloadOf, UserClosed } from '@minisuite/contracts';
import type { Cause } from '@minisuite/database';
import { OnEvent, type Received } from '@minisuite/messaging';
import { Injectable } from '@nestjs/common';
import { ForgetUsers } from '../../app/forget-users.js';

@Injectable()
export class UserEventsHandler {
  constructor(private readonly forgetUsers: ForgetUsers) {}

  @OnEvent(UserClosed)
  async onUserClosed(events: Received<PayloadOf<typeof UserClosed>>[], cause: Cause): Promise<void> {
    await this.forgetUsers.run(
      events.map(({ payload }) => payload.userId),
      cause,
    );
  }
}
