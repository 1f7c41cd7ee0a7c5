import { REQUEST } from '@minisuite/database';
import { Clock } from '@minisuite/kernel';
import { Injectable } from '@nestjs/common';
import { InboxTransactions } from './ports.js';

@Injectable()
export class MarkAllMessagesRead {
  constructor(
    private readonly transactions: InboxTransactions,
    private readonly clock: Clock,
  ) {}

  run(userId: string): Promise<number> {
    return this.transactions.run(REQUEST, ({ inbox }) => inbox.markAllRead(userId, this.clock.now()));
  }
}
