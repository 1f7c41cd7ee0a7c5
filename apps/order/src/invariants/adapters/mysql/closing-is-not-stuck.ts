import { type CheckResult, type ConsistentView, InvariantCheck } from '@minisuite/invariants';
import { Clock } from '@minisuite/kernel';
import { Injectable } from '@nestjs/common';

const PATIENCE_MS = 900_000;

@Injectable()
export class ClosingIsNotStuck extends InvariantCheck {
  readonly name = 'closing-is-not-stuck';
  readonly promise =
    'An unpaid order comes to its end within fifteen minutes after its time is over or its user cancels.';

  constructor(private readonly clock: Clock) {
    super();
  }

  async check(view: ConsistentView): Promise<CheckResult> {
    const before = new Date(this.clock.now().getTime() - PATIENCE_MS);
    const checked = await view.count("SELECT COUNT(*) FROM orders WHERE status = 'PENDING_PAYMENT'");
    const found = await view.violations(
      `SELECT id, IF(closing IS NULL, CONCAT('should have begun to end at ', due_at),
          CONCAT('is to be ', closing, ' since ', closing_since, ', WeChat did not say ', close_attempts, ' times')) AS problem
        FROM orders WHERE status = 'PENDING_PAYMENT' AND (closing_since < ? OR due_at < ? OR due_at IS NULL) ORDER BY id`,
      [before, before],
    );
    return { checked, violations: found };
  }
}
