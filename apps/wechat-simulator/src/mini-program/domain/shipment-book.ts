import type { Parcel, ShippingInfo } from './shipping-info.js';
import { WechatError } from './wechat-error.js';

export interface Shipment {
  readonly transactionId: string;
  readonly outTradeNo: string;
  readonly openid: string;
  readonly logisticsType: number;
  readonly complete: boolean;
  readonly parcels: readonly Parcel[];
  readonly uploadTime: string;
  readonly reportedAt: Date;
}

/** What was reported as shipped, by transaction. */
export class ShipmentBook {
  private readonly byTransaction = new Map<string, Shipment>();

  /** A split delivery may be reported in parts; throws 10060002 once all is shipped. */
  report(order: { transactionId: string; outTradeNo: string }, info: ShippingInfo, reportedAt: Date): void {
    const before = this.byTransaction.get(order.transactionId);
    if (before?.complete) throw new WechatError('alreadyShipped');
    const { logisticsType, complete, uploadTime, openid } = info;
    const parcels = [...(before?.parcels ?? []), ...info.parcels];
    const { transactionId, outTradeNo } = order;
    const shipment = { transactionId, outTradeNo, openid, logisticsType, complete, parcels, uploadTime, reportedAt };
    this.byTransaction.set(transactionId, shipment);
  }

  newestFirst(): Shipment[] {
    return [...this.byTransaction.values()].toReversed();
  }

  forget(): void {
    this.byTransaction.clear();
  }
}
