import type { Tx } from '@minisuite/database';
import type { Ids } from '@minisuite/ids';
import { Differences } from '../../app/ports.js';
import type { Finding } from '../../domain/difference.js';
import type { ReconciliationState } from '../../domain/reconciliation.js';

const GONE = 'It was not found any more when the day was reconciled again.';

export class MysqlDifferences extends Differences {
  constructor(
    private readonly tx: Tx,
    private readonly ids: Ids,
  ) {
    super();
  }

  async record({ id, run }: ReconciliationState, findings: readonly Finding[], now: Date): Promise<void> {
    // The columns are set from left to right, so that the status comes after those which look at it.
    await this.tx.execute(
      `INSERT INTO reconciliation_difference (id, reconciliation_id, kind, status, subject, number, wechat_number, payment_id,
          refund_id, wechat_amount, our_amount, wechat_state, our_state, askable, seen_run, note, found_at)
        VALUES ? ON DUPLICATE KEY UPDATE
          resolved_at = IF(status = 'REPAIRED', NULL, resolved_at), note = IF(status = 'REPAIRED', '', note),
          status = IF(status = 'REPAIRED', 'OPEN', status), seen_run = VALUES(seen_run), wechat_number = VALUES(wechat_number),
          payment_id = VALUES(payment_id), refund_id = VALUES(refund_id), wechat_amount = VALUES(wechat_amount),
          our_amount = VALUES(our_amount), wechat_state = VALUES(wechat_state), our_state = VALUES(our_state),
          askable = VALUES(askable)`,
      [findings.map((finding) => [this.ids.next(), id, ...valuesOf(finding), run, '', now])],
    );
  }

  async settleUnseen({ id, run }: ReconciliationState, now: Date, limit: number): Promise<boolean> {
    const settled = await this.tx.execute(
      `UPDATE reconciliation_difference SET status = 'REPAIRED', note = ?, resolved_at = ?
        WHERE reconciliation_id = ? AND status = 'OPEN' AND seen_run <> ? ORDER BY id LIMIT ?`,
      [GONE, now, id, run, limit],
    );
    return settled === limit;
  }

  async repaired(ids: readonly string[], note: string, now: Date): Promise<void> {
    await this.tx.execute(
      `UPDATE reconciliation_difference SET status = 'REPAIRED', note = ?, resolved_at = ? WHERE id IN (?) AND status = 'OPEN'`,
      [note, now, [...ids]],
    );
  }

  async remark(id: string, note: string): Promise<void> {
    await this.tx.execute("UPDATE reconciliation_difference SET note = ? WHERE id = ? AND status = 'OPEN'", [note, id]);
  }

  async resolve(id: string, note: string, now: Date): Promise<boolean> {
    const resolved = await this.tx.execute(
      `UPDATE reconciliation_difference SET status = 'RESOLVED', note = ?, resolved_at = ? WHERE id = ? AND status = 'OPEN'`,
      [note, now, id],
    );
    return resolved === 1;
  }
}

function valuesOf(finding: Finding): unknown[] {
  return [
    finding.kind,
    'OPEN',
    finding.subject,
    finding.number,
    finding.wechatNumber,
    finding.paymentId,
    finding.refundId,
    finding.wechatAmount,
    finding.ourAmount,
    finding.wechatState,
    finding.ourState,
    finding.askable ? 1 : 0,
  ];
}
