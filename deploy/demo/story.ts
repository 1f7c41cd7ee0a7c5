import { randomBytes, randomUUID } from 'node:crypto';
import { Client } from './http.ts';
import type { Credentials, Operator } from './operator.ts';

/** What the steps know and find out. */
export class Story {
  readonly api: Client;
  readonly wechat: Client;
  /** The WeChat user of this run, and a stranger. */
  readonly openid = `demo-${randomBytes(8).toString('hex')}`;
  readonly stranger = `demo-${randomBytes(8).toString('hex')}`;
  token = '';
  templateId = '';
  addressId = '';
  sku: Sku | undefined;
  soldOut: Sku | undefined;
  order: Order | undefined;
  payment: Payment | undefined;
  refund: Refund | undefined;
  /** Null when nobody can be; undefined before that was tried. */
  operator: Operator | null | undefined;
  /** Unknown when nobody has told. */
  readonly credentials: Credentials | undefined;

  constructor(base: string, simulator: string, deadline: number, credentials?: Credentials) {
    this.credentials = credentials;
    this.api = new Client(`${base}/api/v1`, deadline);
    this.wechat = new Client(simulator, deadline);
  }

  /** A key for one intent. */
  key(): Record<string, string> {
    return { 'idempotency-key': randomUUID() };
  }
}

export interface Step {
  title: string;
  /** Does the step and tells, line by line, what came back. */
  run(story: Story): Promise<string[]>;
}

export interface Sku {
  id: string;
  title: string;
  price: number;
  available: number;
}
export interface Product {
  id: string;
  title: string;
  imageUrl: string;
  category: string;
  minPrice: number;
  rating: number | null;
  reviewCount: number;
  skus: Sku[];
}
export interface Order {
  id: string;
  status: string;
  amount: number;
  items: { skuId: string; productId: string }[];
  remark: string;
  paymentId?: string;
  expiresAt: string;
  refundedAmount: number;
  shipment?: { carrier: string; trackingNo: string };
}
export interface Refund {
  id: string;
  orderId: string;
  amount: number;
  status: string;
}
export interface Payment {
  paymentId: string;
  outTradeNo: string;
  payParams: { package: string; paySign: string; timeStamp: string; nonceStr: string; signType: string };
}
export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

/** Fen as people read money. */
export function yuan(fen: number): string {
  return `¥${(fen / 100).toFixed(2)}`;
}
