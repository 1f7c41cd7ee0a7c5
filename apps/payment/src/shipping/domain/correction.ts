import type { ErrorDetail } from '@minisuite/kernel';
import { InvalidShippingRequest } from './shipping-errors.js';

/** What WeChat is to be told instead of a parcel; what is empty stays as it is. */
export interface Correction {
  readonly carrier: string;
  readonly trackingNo: string;
}

/** Throws InvalidShippingRequest with every fault at once. */
export function checkCorrection({ carrier, trackingNo }: Correction): void {
  const details: ErrorDetail[] = [];
  if (carrier !== '' && !/^[A-Z0-9_]{2,20}$/.test(carrier)) {
    details.push({ path: 'carrier', message: "must be WeChat's code of an express company, like SF" });
  }
  if (trackingNo !== '' && !/^[\x21-\x7e]{4,40}$/.test(trackingNo)) {
    details.push({ path: 'trackingNo', message: 'must be 4 to 40 visible ASCII characters' });
  }
  if (details.length > 0) throw new InvalidShippingRequest(details);
}
