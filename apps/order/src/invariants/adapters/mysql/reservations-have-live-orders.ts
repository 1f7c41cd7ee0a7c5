import { type CheckResult, type ConsistentView, InvariantCheck } from '@minisuite/invariants';
import { Injectable } from '@nestjs/common';
import { BY_ORDER } from './in-buckets.js';

const LIVE = "o.status = 'PENDING_PAYMENT'";

@Injectable()
export class ReservationsHaveLiveOrders extends InvariantCheck {
  readonly name = 'reservations-have-live-orders';
  readonly promise = 'What is reserved is what unpaid orders hold, piece by piece.';

  async check(view: ConsistentView): Promise<CheckResult> {
    const checked = await view.count(`SELECT COUNT(*) FROM orders o WHERE ${LIVE}`);
    const skus =
      await view.violations(`SELECT s.id, CONCAT(s.reserved, ' are reserved, unpaid orders hold ', COALESCE(h.held, 0)) AS problem
        FROM sku s LEFT JOIN (SELECT l.sku_id, SUM(l.quantity) AS held FROM orders o JOIN order_line l ON l.order_id = o.id
          WHERE ${LIVE} GROUP BY l.sku_id) h ON h.sku_id = s.id
        WHERE s.reserved <> COALESCE(h.held, 0)`);
    const orders =
      await view.violations(`SELECT o.id, CONCAT('is ', o.status, ' over ', l.quantity, ' pieces of SKU ', l.sku_id, '; reserved are ',
          COALESCE(m.reserved, 0)) AS problem
        FROM orders o JOIN order_line l ON l.order_id = o.id
          LEFT JOIN (${BY_ORDER}) m ON m.order_id = l.order_id AND m.sku_id = l.sku_id
        WHERE COALESCE(m.reserved, 0) <> IF(${LIVE}, l.quantity, 0)`);
    const strangers =
      await view.violations(`SELECT m.order_id AS id, CONCAT('moved SKU ', m.sku_id, ', which it does not order') AS problem
        FROM stock_movement m LEFT JOIN order_line l ON l.order_id = m.order_id AND l.sku_id = m.sku_id
        WHERE m.order_id IS NOT NULL AND l.order_id IS NULL`);
    return { checked, violations: [...skus, ...orders, ...strangers] };
  }
}
