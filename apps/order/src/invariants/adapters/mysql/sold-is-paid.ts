import { type CheckResult, type ConsistentView, InvariantCheck } from '@minisuite/invariants';
import { Injectable } from '@nestjs/common';
import { BY_ORDER } from './in-buckets.js';

const PAID = "o.status IN ('PAID', 'SHIPPED', 'COMPLETED', 'REFUNDING', 'REFUNDED')";
// What was refunded before it left is back on the shelf.
const GONE = `${PAID} AND NOT (o.status = 'REFUNDED' AND o.shipped_at IS NULL)`;

@Injectable()
export class SoldIsPaid extends InvariantCheck {
  readonly name = 'sold-is-paid';
  readonly promise = 'What is sold is what paid orders bought and did not bring back, piece by piece.';

  async check(view: ConsistentView): Promise<CheckResult> {
    const checked = await view.count(`SELECT COUNT(*) FROM orders o WHERE ${PAID}`);
    const skus =
      await view.violations(`SELECT s.id, CONCAT(s.sold, ' are sold, paid orders have ', COALESCE(h.gone, 0)) AS problem
        FROM sku s LEFT JOIN (SELECT l.sku_id, SUM(l.quantity) AS gone FROM orders o JOIN order_line l ON l.order_id = o.id
          WHERE ${GONE} GROUP BY l.sku_id) h ON h.sku_id = s.id
        WHERE s.sold <> COALESCE(h.gone, 0)`);
    const orders =
      await view.violations(`SELECT o.id, CONCAT('is ', o.status, ' over ', l.quantity, ' pieces of SKU ', l.sku_id, '; sold are ',
          COALESCE(m.sold, 0)) AS problem
        FROM orders o JOIN order_line l ON l.order_id = o.id
          LEFT JOIN (${BY_ORDER}) m ON m.order_id = l.order_id AND m.sku_id = l.sku_id
        WHERE COALESCE(m.sold, 0) <> IF(${GONE}, l.quantity, 0)`);
    return { checked, violations: [...skus, ...orders] };
  }
}
