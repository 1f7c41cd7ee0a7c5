import type { Cause } from '@minisuite/database';
import { Ids } from '@minisuite/ids';
import { Clock } from '@minisuite/kernel';
import { Injectable } from '@nestjs/common';
import type { Notice } from '../domain/notice.js';
import { InboxTransactions } from './ports.js';

/** Puts notices into the inboxes of their users, and nowhere else: no template of WeChat's is there for them. */
@Injectable()
export class FileNotices {
  constructor(
    private readonly transactions: InboxTransactions,
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {}

  async run(notices: readonly Notice[], cause: Cause): Promise<void> {
    const createdAt = this.clock.now();
    await this.transactions.run(cause, ({ inbox }) =>
      inbox.add(notices.map((notice) => ({ ...notice, id: this.ids.next(), read: false, createdAt }))),
    );
  }
}
