import { isAcknowledged } from './notification-schedule.js';
import type { SigningMode } from './signing-mode.js';

export interface Delivery {
  readonly attempt: number;
  readonly at: Date;
  /** Sent a second time at once, as WeChat does now and then over another link. */
  readonly duplicate: boolean;
  readonly httpStatus?: number;
  readonly error?: string;
}

/** One thing WeChat wants the merchant to know; every attempt carries the same id and the same body. */
export class Notification {
  readonly deliveries: Delivery[] = [];

  constructor(
    readonly id: string,
    readonly notifyUrl: string,
    readonly body: string,
    readonly signWith: SigningMode,
  ) {}

  get acknowledged(): boolean {
    return this.deliveries.some(({ httpStatus }) => isAcknowledged(httpStatus));
  }
}
