import { orderClosed, orderPaid, outTradeNoUsed } from './pay-error.js';
import type { PrepayRequest } from './prepay-request.js';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 3_600_000;
export const PREPAY_LIFE_MS = 2 * 3_600_000;
/** Both the default of time_expire, the furthest it may be, and when an unpaid order is closed by itself. */
export const ORDER_LIFE_MS = 7 * DAY_MS;

export type TradeState = 'NOTPAY' | 'SUCCESS' | 'REFUND' | 'CLOSED';
export type PaymentRefusal = 'TRADE_CLOSED' | 'TRADE_PAID' | 'TRADE_EXPIRED' | 'PREPAY_EXPIRED';

export interface Payment {
  readonly transactionId: string;
  readonly paidAt: Date;
}

/** An order at WeChat Pay: NOTPAY until it is paid or closed, by the merchant or after seven days; REFUND once a refund was started. */
export class Trade {
  readonly expiresAt: Date;
  private closed = false;
  private refundStarted = false;
  private paid: Payment | undefined;
  private readonly prepays = new Map<string, Date>();

  constructor(
    readonly request: PrepayRequest,
    readonly createdAt: Date,
  ) {
    const earliest = createdAt.getTime() + MINUTE_MS;
    const latest = createdAt.getTime() + ORDER_LIFE_MS;
    const wanted = request.timeExpire?.getTime() ?? latest;
    this.expiresAt = new Date(Math.min(Math.max(wanted, earliest), latest));
  }

  get payment(): Payment | undefined {
    return this.paid;
  }

  stateAt(now: Date): TradeState {
    if (this.paid) return this.refundStarted ? 'REFUND' : 'SUCCESS';
    const outlived = now.getTime() - this.createdAt.getTime() >= ORDER_LIFE_MS;
    return this.closed || outlived ? 'CLOSED' : 'NOTPAY';
  }

  /** The newest prepay_id, if users can still pay with it. */
  livePrepayId(now: Date): string | undefined {
    return [...this.prepays].findLast(([, issuedAt]) => isLive(issuedAt, now))?.[0];
  }

  get lastPrepayId(): string | undefined {
    return [...this.prepays.keys()].at(-1);
  }

  addPrepay(prepayId: string, now: Date): void {
    this.prepays.set(prepayId, now);
  }

  /** Throws PayError unless a second prepay with this request renews the order. */
  reenter(request: PrepayRequest, now: Date): void {
    if (this.paid) throw orderPaid();
    if (this.stateAt(now) === 'CLOSED' || now >= this.expiresAt) throw orderClosed();
    if (request.fingerprint !== this.request.fingerprint) throw outTradeNoUsed();
  }

  refusalAt(now: Date, prepayId: string | undefined): PaymentRefusal | undefined {
    if (this.paid) return 'TRADE_PAID';
    if (this.stateAt(now) === 'CLOSED') return 'TRADE_CLOSED';
    if (now >= this.expiresAt) return 'TRADE_EXPIRED';
    const issuedAt = this.prepays.get(prepayId ?? this.livePrepayId(now) ?? '');
    return issuedAt === undefined || !isLive(issuedAt, now) ? 'PREPAY_EXPIRED' : undefined;
  }

  /** Of one whose password page was open when the order ended: WeChat's own books may say SUCCESS all the same. */
  forcedRefusal(): PaymentRefusal | undefined {
    return this.paid ? 'TRADE_PAID' : undefined;
  }

  /** Callers ask `refusalAt` or `forcedRefusal` first. */
  pay(payment: Payment): void {
    this.paid = payment;
  }

  /** From the first accepted refund on, whatever becomes of it. */
  startRefund(): void {
    this.refundStarted = true;
  }

  /** As often as one likes; throws ORDERPAID once the user has paid. */
  close(): void {
    if (this.paid) throw orderPaid();
    this.closed = true;
  }
}

function isLive(issuedAt: Date, now: Date): boolean {
  return now.getTime() - issuedAt.getTime() < PREPAY_LIFE_MS;
}
