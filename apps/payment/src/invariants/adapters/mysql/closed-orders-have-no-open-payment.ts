import { type CheckResult, type ConsistentView, InvariantCheck } from '@minisuite/invariants';
import { Injectable } from '@nestjs/common';

@Injectable()
export class ClosedOrdersHaveNoOpenPayment extends InvariantCheck {
  readonly name = 'closed-orders-have-no-open-payment';
  readonly promise = 'An order that was closed has no payment that somebody could still pay.';

  async check(view: ConsistentView): Promise<CheckResult> {
    const checked = await view.count('SELECT COUNT(*) FROM order_account WHERE closed_at IS NOT NULL');
    const found = await view.violations(`SELECT p.id, CONCAT('is open, but order ', a.order_id, ' is closed') AS problem
        FROM payment p JOIN order_account a ON a.order_id = p.order_id
        WHERE p.status = 'PENDING' AND a.closed_at IS NOT NULL`);
    return { checked, violations: found };
  }
}
