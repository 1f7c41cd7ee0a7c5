import { REQUEST } from '@minisuite/database';
import { Clock, DomainError } from '@minisuite/kernel';
import { Injectable } from '@nestjs/common';
import type { Message } from '../domain/message.js';
import { InboxQueries, InboxTransactions } from './ports.js';

@Injectable()
export class MarkMessageRead {
  constructor(
    private readonly transactions: InboxTransactions,
    private readonly queries: InboxQueries,
    private readonly clock: Clock,
  ) {}

  async run(userId: string, id: string): Promise<Message> {
    await this.transactions.run(REQUEST, ({ inbox }) => inbox.markRead(userId, id, this.clock.now()));
    const message = await this.queries.find(userId, id);
    if (!message) throw new DomainError('not_found', 'NOT_FOUND', 'There is no such message.');
    return message;
  }
}
