import type { Tx } from '@minisuite/database';
import type { Verdict } from '../../../content/domain/waiting-text.js';
import { Remarks } from '../../app/ports.js';

export class MysqlRemarks extends Remarks {
  constructor(private readonly tx: Tx) {
    super();
  }

  async settle(orderId: string, verdict: Verdict): Promise<void> {
    await this.tx.execute("UPDATE orders SET remark_status = ? WHERE id = ? AND remark_status = 'PENDING'", [
      verdict,
      BigInt(orderId),
    ]);
    await this.tx.execute('DELETE FROM remark_check WHERE order_id = ?', [BigInt(orderId)]);
  }

  async postpone(orderId: string, nextAt: Date): Promise<void> {
    await this.tx.execute('UPDATE remark_check SET unanswered = unanswered + 1, next_at = ? WHERE order_id = ?', [
      nextAt,
      BigInt(orderId),
    ]);
  }
}
