import type { Cause, Tx } from '@minisuite/database';
import type { Inbox } from './inbox.js';

/** Thrown when a handler resolves though no transaction with its cause was committed: acknowledging would lose its events. */
export class NothingCommitted extends Error {}

/** Thrown when a handler runs another transaction with a cause that was committed: it would be missing after a crash in between. */
export class SecondTransaction extends Error {}

/** The cause that a handler gets: its transaction notes the events as handled, or does nothing at all. */
export class InboxClaim implements Cause {
  private committed = false;
  private second: SecondTransaction | undefined;

  constructor(
    private readonly inbox: Inbox,
    private readonly eventIds: readonly string[],
    private readonly handler: string,
  ) {}

  async claim(tx: Tx): Promise<void> {
    if (this.committed) {
      this.second = new SecondTransaction(`${this.handler} ran a second transaction with the same cause`);
      throw this.second;
    }
    await this.inbox.note(tx, this.eventIds);
    tx.afterCommit(() => {
      this.committed = true;
    });
  }

  /** Throws SecondTransaction when there was one, even if the handler caught that error. */
  verifySingle(): void {
    if (this.second) throw this.second;
  }

  /** To be called when the handler has resolved; throws NothingCommitted unless its transaction has been committed. */
  verifyCommitted(): void {
    if (!this.committed)
      throw new NothingCommitted(`${this.handler} resolved without committing a transaction with its cause`);
  }
}
