import { type CheckResult, type ConsistentView, InvariantCheck } from '@minisuite/invariants';
import { Clock } from '@minisuite/kernel';
import { Injectable } from '@nestjs/common';

const PATIENCE_MS = 3_600_000;
// Asked at growing distances, which takes about an hour.
const PATIENCE_ATTEMPTS = 12;

@Injectable()
export class PendingIsNotStuck extends InvariantCheck {
  readonly name = 'pending-is-not-stuck';
  readonly promise = 'What waits for WeChat is asked for, and comes to its end or to an operator within an hour.';

  constructor(private readonly clock: Clock) {
    super();
  }

  async check(view: ConsistentView): Promise<CheckResult> {
    const before = new Date(this.clock.now().getTime() - PATIENCE_MS);
    const payments = await view.count("SELECT COUNT(*) FROM payment WHERE status = 'PENDING'");
    const refunds = await view.count("SELECT COUNT(*) FROM refund WHERE status = 'PROCESSING'");
    const pending = await view.violations(
      `SELECT id, IF(ask_at IS NULL, 'is pending and never asked for', CONCAT('is pending since it ended at ', expires_at)) AS problem
        FROM payment WHERE status = 'PENDING' AND (ask_at IS NULL OR expires_at < ?)`,
      [before],
    );
    // A refund that WeChat has accepted may take its bank days: that is no violation as long as WeChat is asked.
    const processing = await view.violations(
      `SELECT id, CASE WHEN ask_at IS NULL THEN 'is under way and never asked for'
            WHEN ask_at < ? THEN CONCAT('should have been asked for at ', ask_at)
            ELSE CONCAT('WeChat has not accepted it after ', attempts, ' attempts') END AS problem
        FROM refund WHERE status = 'PROCESSING' AND attention IS NULL
          AND (ask_at IS NULL OR ask_at < ? OR (wechat_refund_id IS NULL AND attempts >= ?))`,
      [before, before, PATIENCE_ATTEMPTS],
    );
    return { checked: payments + refunds, violations: [...pending, ...processing] };
  }
}
