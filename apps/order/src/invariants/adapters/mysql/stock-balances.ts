import { type CheckResult, type ConsistentView, InvariantCheck } from '@minisuite/invariants';
import { Injectable } from '@nestjs/common';
import { inBucket } from './in-buckets.js';

@Injectable()
export class StockBalances extends InvariantCheck {
  readonly name = 'stock-balances';
  readonly promise = 'Every SKU has in each bucket what its movements say, and in all what ever came in.';

  async check(view: ConsistentView): Promise<CheckResult> {
    const checked = await view.count('SELECT COUNT(*) FROM sku');
    const moved = `SELECT sku_id, ${inBucket('available')} AS available, ${inBucket('reserved')} AS reserved,
        ${inBucket('sold')} AS sold FROM stock_movement GROUP BY sku_id`;
    const skus =
      await view.violations(`SELECT s.id, CONCAT('has ', s.available, ' available, ', s.reserved, ' reserved, ', s.sold, ' sold; its movements say ',
          COALESCE(m.available, 0), ', ', COALESCE(m.reserved, 0), ', ', COALESCE(m.sold, 0)) AS problem
        FROM sku s LEFT JOIN (${moved}) m ON m.sku_id = s.id
        WHERE s.available <> COALESCE(m.available, 0) OR s.reserved <> COALESCE(m.reserved, 0) OR s.sold <> COALESCE(m.sold, 0)`);
    const strangers = await view.violations(`SELECT m.sku_id AS id, 'has moved, but there is no such SKU' AS problem
        FROM (SELECT DISTINCT sku_id FROM stock_movement) m LEFT JOIN sku s ON s.id = m.sku_id WHERE s.id IS NULL`);
    return { checked, violations: [...skus, ...strangers] };
  }
}
