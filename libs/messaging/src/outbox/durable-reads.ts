import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { RELAY_LEASE } from './outbox-rows.js';

// Always a change: a statement that changes nothing writes nothing, and its end waits for nothing.
const WRITE = `UPDATE lease SET expires_at = expires_at + INTERVAL IF(MICROSECOND(expires_at) DIV 1000 % 2 = 0, 1000, -1000) MICROSECOND
  WHERE name = ? AND fence = ?`;

/**
 * Sees to it that what the relay has read is on disk before it leaves. Without a binary log InnoDB shows a commit to other connections
 * before its redo log is flushed, and a crash just then takes it back; with one it shows commits only after they have been flushed.
 */
@Injectable()
export class DurableReads {
  private shownWhenFlushed: boolean | undefined;

  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /**
   * Resolves when no crash of the server can take back what was read before; false when the fence is not the present relay's any more.
   * The redo log is flushed in order, so the answer to a commit of our own is the answer for all commits before it.
   */
  async confirm(fence: string): Promise<boolean> {
    this.shownWhenFlushed ??= await this.hasBinaryLog();
    if (this.shownWhenFlushed) return true;
    const { affectedRows } = await this.dataSource.query<{ affectedRows: number }>(WRITE, [RELAY_LEASE, fence]);
    return affectedRows > 0;
  }

  private async hasBinaryLog(): Promise<boolean> {
    const [row] = await this.dataSource.query<{ enabled: number }[]>('SELECT @@GLOBAL.log_bin AS enabled');
    return Number(row?.enabled) === 1;
  }
}
