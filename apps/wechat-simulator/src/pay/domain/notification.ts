import { isAcknowledged } from './notification-schedule.js';
import type { SigningMode } from './signing-mode.js';

/** What is wrong with a delivery that WeChat would never send. */
export type Forgery = 'badSignature' | 'wrongAmount';

export interface Delivery {
  readonly attempt: number;
  readonly at: Date;
  /** Sent a second time at once, as WeChat does now and then over another link. */
  readonly duplicate: boolean;
  readonly forged?: Forgery;
  readonly httpStatus?: number;
  readonly error?: string;
}

export interface NotificationText {
  /** What it is about; see `tradeTopic` and `refundTopic`. */
  readonly topic: string;
  readonly id: string;
  readonly notifyUrl: string;
  readonly body: string;
  readonly signWith: SigningMode;
  /** The body of another notification that tells another amount. */
  wrongBody(): string;
}

/** One thing WeChat wants the merchant to know; every attempt carries the same id and the same body. */
export class Notification {
  readonly deliveries: Delivery[] = [];

  constructor(readonly text: NotificationText) {}

  /** Only by an answer to the true one. */
  get acknowledged(): boolean {
    return this.deliveries.some(({ forged, httpStatus }) => forged === undefined && isAcknowledged(httpStatus));
  }
}

export const tradeTopic = (outTradeNo: string) => `trade ${outTradeNo}`;

export const refundTopic = (outRefundNo: string) => `refund ${outRefundNo}`;
