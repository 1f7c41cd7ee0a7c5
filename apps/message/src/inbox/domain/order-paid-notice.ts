import type { Fen } from '@minisuite/kernel';
import type { Message } from './message.js';
import { yuan } from './yuan.js';

/** That an order has been paid, as its buyer is to be told. */
export interface OrderPaidNotice {
  readonly orderId: string;
  readonly userId: string;
  readonly amount: Fen;
  readonly title: string;
  readonly paidAt: Date;
  readonly requestId: string;
}

/** The inbox entry of a notice. */
export function orderPaidMessage(notice: OrderPaidNotice, id: string, now: Date): Message {
  return {
    id,
    userId: notice.userId,
    kind: 'order.paid',
    title: '支付成功',
    body: `您的订单「${notice.title}」已支付 ${yuan(notice.amount)}，我们会尽快为您安排。`,
    subjectId: notice.orderId,
    read: false,
    createdAt: now,
  };
}

/** The fields of the subscribe message, by the keys of the template. */
export function orderPaidFields(notice: OrderPaidNotice): Record<string, string> {
  return {
    character_string1: notice.orderId,
    thing2: notice.title,
    amount3: yuan(notice.amount),
    time4: beijingMinute(notice.paidAt),
  };
}

const BEIJING_OFFSET_MS = 8 * 3600 * 1000;

function beijingMinute(time: Date): string {
  return new Date(time.getTime() + BEIJING_OFFSET_MS).toISOString().slice(0, 16).replace('T', ' ');
}
