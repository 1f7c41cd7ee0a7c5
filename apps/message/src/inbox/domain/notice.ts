import type { OrderShipped, PaymentUnexpected, PayloadOf, RefundRejected, RefundSucceeded } from '@minisuite/contracts';
import type { Message } from './message.js';
import { yuan } from './yuan.js';

/** What a user is to be told. */
export type Notice = Pick<Message, 'userId' | 'kind' | 'title' | 'body' | 'subjectId'>;

const MAX_WORDS = 200;

const UNEXPECTED = {
  ORDER_CLOSED: '到账时订单已关闭',
  PAID_TWICE: '所属的订单已经支付过',
};

const SUCCEEDED = {
  USER: '您申请的退款',
  ORDER_CLOSED: '您为已关闭订单支付的款项',
  PAID_TWICE: '您重复支付的款项',
};

export function unexpectedPayment({ userId, orderId, amount, why }: PayloadOf<typeof PaymentUnexpected>): Notice {
  const body = `您支付的 ${yuan(amount)} ${UNEXPECTED[why]}，款项将自动原路退回，您无需任何操作。`;
  return { userId, kind: 'payment.unexpected', title: '款项将原路退回', body, subjectId: orderId };
}

export function refundSucceeded({ userId, refundId, amount, kind }: PayloadOf<typeof RefundSucceeded>): Notice {
  const body = `${SUCCEEDED[kind]} ${yuan(amount)} 已原路退回，请留意您的微信支付账单。`;
  return { userId, kind: 'refund.succeeded', title: '退款成功', body, subjectId: refundId };
}

export function refundRejected({ userId, refundId, amount, why }: PayloadOf<typeof RefundRejected>): Notice {
  const body = `您申请的退款 ${yuan(amount)} 未通过：${fitted(why)}`;
  return { userId, kind: 'refund.rejected', title: '退款未通过', body, subjectId: refundId };
}

export function orderShipped(event: PayloadOf<typeof OrderShipped>): Notice {
  const { userId, orderId, title, carrier, trackingNo } = event;
  const body = `您的订单「${fitted(title)}」已发货，快递公司 ${carrier}，运单号 ${trackingNo}。`;
  return { userId, kind: 'order.shipped', title: '订单已发货', body, subjectId: orderId };
}

// The event bounds no texts, the inbox does.
function fitted(text: string): string {
  const characters = [...text];
  return characters.length > MAX_WORDS ? `${characters.slice(0, MAX_WORDS).join('')}…` : text;
}
