import type { orderV1 } from '@minisuite/contracts';
import type { z } from 'zod';
import { toOrder } from '../orders/orders.mapper.js';
import type { partnerOrderSchema } from './partner.schemas.js';

export function toPartnerOrder(
  order: orderV1.Order | null,
  absolute: (url: string) => string,
  withAddress: boolean,
): z.infer<typeof partnerOrderSchema> {
  const { address, ...rest } = toOrder(order, absolute);
  return withAddress && address ? { ...rest, address } : rest;
}
