import {
  type EventRecord,
  type Origin,
  recordEvent,
  RefundRejected,
  RefundRequested,
  RefundSucceeded,
} from '@minisuite/contracts';
import type { Fen } from '@minisuite/kernel';
import { RefundConflict } from './refund-errors.js';
import { refundNumber } from './refund-number.js';
import type { WechatRefundStatus } from './refund-report.js';
import { mayBecome, type RefundStatus } from './refund-status.js';

/** Only USER refunds belong to an order that was paid; the others give back what no order could keep. */
export type RefundKind = 'USER' | 'ORDER_CLOSED' | 'PAID_TWICE';

export interface RefundState {
  readonly id: string;
  readonly paymentId: string;
  readonly orderId: string;
  readonly userId: string;
  readonly kind: RefundKind;
  readonly amount: Fen;
  readonly reason: string;
  readonly status: RefundStatus;
  readonly generation: number;
  readonly wechatRefundId: string | null;
  /** Why it waits for an operator, like NOT_ENOUGH; null when it does not. */
  readonly attention: string | null;
  readonly attempts: number;
  /** When WeChat is asked next; null when there is nothing to ask. */
  readonly askAt: Date | null;
  readonly held: boolean;
  readonly shipped: boolean;
  readonly decisionReason: string;
  readonly createdAt: Date;
  readonly succeededAt: Date | null;
}

type Wanted = Pick<RefundState, 'id' | 'paymentId' | 'orderId' | 'userId' | 'amount' | 'reason'>;

const FRESH = {
  generation: 1,
  wechatRefundId: null,
  attention: null,
  attempts: 0,
  held: false,
  shipped: false,
  decisionReason: '',
  succeededAt: null,
} as const;

export class Refund {
  private readonly recorded: EventRecord[] = [];

  private constructor(
    private current: RefundState,
    /** What a write has to find again. */
    readonly loaded: RefundState,
  ) {}

  /** What a user asks for; somebody has to decide. */
  static request(wanted: Wanted, now: Date, origin?: Origin): Refund {
    const state: RefundState = { ...wanted, ...FRESH, kind: 'USER', status: 'REQUESTED', askAt: null, createdAt: now };
    const refund = new Refund(state, state);
    const payload = { ...refund.told(), reason: state.reason, requestedAt: now.toISOString() };
    refund.recorded.push(recordEvent(RefundRequested, state.paymentId, payload, origin));
    return refund;
  }

  /** Money that no order can keep goes back without anybody's decision. */
  static automatic(wanted: Wanted, kind: Exclude<RefundKind, 'USER'>, now: Date): Refund {
    const state: RefundState = { ...wanted, ...FRESH, kind, status: 'PROCESSING', askAt: now, createdAt: now };
    return new Refund(state, state);
  }

  static restore(state: RefundState): Refund {
    return new Refund(state, state);
  }

  get state(): RefundState {
    return this.current;
  }

  /** Our number at WeChat. */
  get outRefundNo(): string {
    return refundNumber(this.current.id, this.current.generation);
  }

  /** The order waits for the decision; approves it when no more than `limit` goes back and the goods are still here. False when known. */
  hold(shipped: boolean, limit: Fen, now: Date): boolean {
    if (this.current.held || this.current.status !== 'REQUESTED') return false;
    this.current = { ...this.current, held: true, shipped };
    if (!shipped && this.current.amount <= limit) this.approve(now);
    return true;
  }

  /** Throws RefundConflict unless it waits for a decision and its order is held. */
  approve(now: Date): void {
    const { status, held } = this.current;
    if (status === 'REQUESTED' && !held) {
      throw new RefundConflict('The order is not held for this refund yet: try again in a moment.');
    }
    this.become('PROCESSING');
    this.current = { ...this.current, askAt: now };
  }

  /** Says no to a request, or gives up a refund of which WeChat has said that it will not happen; throws RefundConflict. */
  reject(reason: string, now: Date): void {
    const { status, attention, kind } = this.current;
    if (status === 'PROCESSING' && (attention !== 'CLOSED' || kind !== 'USER')) {
      throw new RefundConflict('The refund may still happen, so it cannot be given up.');
    }
    this.become(status === 'PROCESSING' ? 'FAILED' : 'REJECTED');
    this.current = { ...this.current, decisionReason: reason, attention: null, askAt: null };
    const payload = { ...this.told(), why: reason, rejectedAt: now.toISOString() };
    this.recorded.push(recordEvent(RefundRejected, this.current.paymentId, payload));
  }

  /** An operator has it tried once more: under a new number only when WeChat has closed the old one. Throws RefundConflict. */
  retry(now: Date): void {
    const { status, attention, generation } = this.current;
    if (status !== 'PROCESSING' || attention === null)
      throw new RefundConflict('The refund does not wait for anybody.');
    const renewed = attention === 'CLOSED' ? { generation: generation + 1, wechatRefundId: null } : {};
    this.current = { ...this.current, ...renewed, attention: null, attempts: 0, askAt: now };
  }

  /** WeChat does not know the end of it yet, or gave no usable answer. */
  stillOpen(askAt: Date, wechatRefundId = this.current.wechatRefundId): void {
    this.current = { ...this.current, wechatRefundId, attempts: this.current.attempts + 1, askAt };
  }

  /** It goes no further without an operator. */
  needsAttention(attention: string, wechatRefundId = this.current.wechatRefundId): void {
    this.current = { ...this.current, wechatRefundId, attention, attempts: this.current.attempts + 1, askAt: null };
  }

  /** WeChat has given the money back; `refundedAmount` is what has gone back of the payment in all. */
  succeed(wechatRefundId: string, succeededAt: Date, refundedAmount: Fen, origin?: Origin): void {
    this.become('SUCCEEDED');
    this.current = { ...this.current, wechatRefundId, succeededAt, attention: null, askAt: null };
    const { paymentId, kind } = this.current;
    const payload = { ...this.told(), kind, refundedAmount, succeededAt: succeededAt.toISOString() };
    this.recorded.push(recordEvent(RefundSucceeded, paymentId, payload, origin));
  }

  /** What has happened since it was loaded; handed out once. */
  takeEvents(): EventRecord[] {
    return this.recorded.splice(0);
  }

  private become(status: RefundStatus): void {
    if (!mayBecome(this.current.status, status)) {
      throw new RefundConflict(`The refund is ${this.current.status}, so it cannot become ${status}.`);
    }
    this.current = { ...this.current, status };
  }

  private told() {
    const { id: refundId, paymentId, orderId, userId, amount } = this.current;
    return { refundId, paymentId, orderId, userId, amount };
  }
}

/** Whether WeChat has nothing more to say about it by itself. */
export function isAttention(status: WechatRefundStatus): status is 'CLOSED' | 'ABNORMAL' {
  return status === 'CLOSED' || status === 'ABNORMAL';
}
