import { type CheckResult, type ConsistentView, InvariantCheck } from '@minisuite/invariants';
import { Clock } from '@minisuite/kernel';
import { Injectable } from '@nestjs/common';

const PATIENCE_MS = 86_400_000;

@Injectable()
export class ShipmentsAreReported extends InvariantCheck {
  readonly name = 'shipments-are-reported';
  readonly promise =
    'WeChat knows of each parcel within a day, unless all money went back: it holds the money until then.';

  constructor(private readonly clock: Clock) {
    super();
  }

  async check(view: ConsistentView): Promise<CheckResult> {
    const checked = await view.count('SELECT COUNT(*) FROM shipping_report');
    const found = await view.violations(
      `SELECT r.order_id AS id, IF(r.status = 'FAILED', CONCAT('WeChat does not take its parcel: ', COALESCE(r.error, 'nobody knows why')),
          CONCAT('WeChat has not taken its parcel since ', r.created_at)) AS problem
        FROM shipping_report r LEFT JOIN payment p ON p.id = r.payment_id
        WHERE (r.status = 'FAILED' OR (r.status = 'PENDING' AND r.created_at < ?)) AND COALESCE(p.status, '') <> 'REFUNDED'`,
      [new Date(this.clock.now().getTime() - PATIENCE_MS)],
    );
    return { checked, violations: found };
  }
}
