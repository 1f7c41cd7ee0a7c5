import type { OutboxRow, OutboxRows } from './outbox-rows.js';

/**
 * Rows that the broker has acknowledged and that are being noted as published, while the next ones are read and sent already. When a
 * note fails, its rows are read and sent again: consumers know them by their ids.
 */
export class SentRows {
  private readonly pending = new Set<string>();
  private noting: Promise<boolean> = Promise.resolve(true);

  constructor(private readonly rows: OutboxRows) {}

  /** The rows that must not be sent again meanwhile. */
  ids(): string[] {
    return [...this.pending];
  }

  /** Notes rows; answers whether the note before it was taken. False means that the fence is not the present relay's any more. */
  async note(rows: readonly OutboxRow[], fence: string): Promise<boolean> {
    const ids = rows.map(({ id }) => id);
    for (const id of ids) this.pending.add(id);
    const before = await this.settled().catch((error: unknown) => {
      this.forget(ids);
      throw error;
    });
    if (!before) {
      this.forget(ids);
      return false;
    }
    this.noting = this.rows.markPublished(rows, fence).finally(() => this.forget(ids));
    // Whoever settles hears of the failure; until then it is nobody's unhandled rejection.
    this.noting.catch(() => {});
    return true;
  }

  /** Whether the last note was taken; rejects with the reason when it could not be made. Each answer is given once. */
  async settled(): Promise<boolean> {
    const { noting } = this;
    try {
      return await noting;
    } finally {
      if (this.noting === noting) this.noting = Promise.resolve(true);
    }
  }

  private forget(ids: readonly string[]): void {
    for (const id of ids) this.pending.delete(id);
  }
}
