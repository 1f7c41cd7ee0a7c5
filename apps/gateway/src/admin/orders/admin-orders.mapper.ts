import type { orderV1 } from '@minisuite/contracts';
import type { z } from 'zod';
import { promised } from '../../clients/promised.js';
import { toOrder } from '../../orders/orders.mapper.js';
import type { adminOrderPageSchema, adminOrderSchema } from './admin-orders.schemas.js';

type Absolute = (url: string) => string;

export function toAdminOrder(answer: orderV1.Order | null, absolute: Absolute): z.infer<typeof adminOrderSchema> {
  const order = promised(answer, 'order');
  return { ...toOrder(order, absolute), userId: order.userId };
}

export function toAdminOrderPage(
  { orders, nextCursor }: orderV1.ListAllOrdersResponse,
  absolute: Absolute,
): z.infer<typeof adminOrderPageSchema> {
  return { items: orders.map((order) => toAdminOrder(order, absolute)), nextCursor: nextCursor || null };
}
