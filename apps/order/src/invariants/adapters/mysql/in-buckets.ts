import { type Bucket, FLOWS } from '../../../stock/domain/stock-movement.js';

/** What the movements of a group of rows sum up to in one bucket; the flows say it, so that it cannot differ from what is written. */
export function inBucket(bucket: Bucket): string {
  const cases = Object.entries(FLOWS).filter(([, flow]) => flow[bucket] !== 0);
  const signed = cases.map(([kind, flow]) => `WHEN '${kind}' THEN ${flow[bucket]}`);
  return `SUM(delta * CASE kind ${signed.join(' ')} ELSE 0 END)`;
}

/** What the movements of each order and SKU sum up to. */
export const BY_ORDER = `SELECT order_id, sku_id, ${inBucket('reserved')} AS reserved, ${inBucket('sold')} AS sold
  FROM stock_movement WHERE order_id IS NOT NULL GROUP BY order_id, sku_id`;
