import type { ErrorDetail } from '@minisuite/kernel';
import { InvalidShipment } from './order-errors.js';
import type { Shipment } from './order-state.js';

/** Throws InvalidShipment with every fault at once. */
export function checkShipment({ carrier, trackingNo }: Shipment): void {
  const details: ErrorDetail[] = [];
  if (!/^[A-Z0-9_]{2,20}$/.test(carrier)) {
    details.push({ path: 'carrier', message: "must be WeChat's code of an express company, like SF" });
  }
  if (!/^[\x21-\x7e]{4,40}$/.test(trackingNo)) {
    details.push({ path: 'trackingNo', message: 'must be 4 to 40 visible ASCII characters' });
  }
  if (details.length > 0) throw new InvalidShipment(details);
}
