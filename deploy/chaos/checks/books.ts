/** A row as the database gives it; ids and amounts are decimal strings. */
export type Row = Readonly<Record<string, string | number | Date | null | undefined>>;

export interface Trade {
  outTradeNo: string;
  state: string;
  amount: number;
  transactionId?: string;
  /** What has gone back of it. */
  refunded?: number;
}

export interface WechatRefund {
  outRefundNo: string;
  outTradeNo: string;
  amount: number;
  status: string;
}

export interface OrderRow {
  id: string;
  userId: string;
  status: string;
  closing: string | null;
  amount: number;
  paymentId: string | null;
  refundedAmount: number;
  shipped: boolean;
  lines: { skuId: string; quantity: number }[];
}

export interface PaymentRow {
  id: string;
  orderId: string;
  status: string;
  amount: number;
  outTradeNo: string;
  transactionId: string | null;
  refundedAmount: number;
  refundingAmount: number;
}

export interface RefundRow {
  id: string;
  paymentId: string;
  orderId: string;
  kind: string;
  amount: number;
  status: string;
  outRefundNo: string;
  attention: string | null;
}

export interface EventRow {
  service: string;
  eventId: string;
  type: string;
  aggregateId: string;
  payload: Readonly<Record<string, unknown>>;
  published: boolean;
}

export interface SkuRow {
  id: string;
  initial: number;
  available: number;
  reserved: number;
  sold: number;
}

/** Everything that the run has left, here and at WeChat, read once when it was quiet. */
export interface Books {
  trades: Trade[];
  wechatRefunds: WechatRefund[];
  orders: OrderRow[];
  payments: PaymentRow[];
  refunds: RefundRow[];
  skus: SkuRow[];
  events: EventRow[];
  /** Events handled, by service. */
  handled: ReadonlyMap<string, readonly string[]>;
  /** Services that subscribe, by type of event. */
  subscribers: ReadonlyMap<string, readonly string[]>;
  messages: { userId: string; kind: string; subjectId: string }[];
  keys: { userId: string; key: string; orderId: string | null }[];
  ledger: { entry: string; account: string; amount: number }[];
  /** What is to be told to WeChat about parcels, and the transactions of which it knows. */
  reports: { orderId: string; status: string }[];
  parcels: { transactionId: string }[];
  letters: {
    service: string;
    id: string;
    state: string;
    reason: string;
    type: string;
    eventId: string;
    error: string;
  }[];
  /** When something that is open will be tried again by itself, from now on; null when nothing will. */
  nextTryMs: number | null;
}

export interface Verdict {
  name: string;
  /** How many things were looked at. */
  checked: number;
  /** A figure worth to be seen, in words. */
  figure?: string;
  /** What is wrong, each with an id. */
  problems: string[];
}

export const PAID_ORDER = new Set(['PAID', 'SHIPPED', 'COMPLETED', 'REFUNDING', 'REFUNDED']);
export const CLOSED_ORDER = new Set(['CANCELLED', 'EXPIRED']);
export const PAID_PAYMENT = new Set(['SUCCEEDED', 'REFUNDED', 'PARTIALLY_REFUNDED']);
export const PAID_TRADE = new Set(['SUCCESS', 'REFUND']);

/** Of refunds. */
export const OPEN_REFUND = new Set(['REQUESTED', 'PROCESSING']);

export const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);

export const yuan = (fen: number): string => `¥${(fen / 100).toFixed(2)}`;

export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  return Map.groupBy(items, keyOf);
}
