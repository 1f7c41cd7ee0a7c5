import { z } from 'zod';
import { pageOf } from '../edge/fields.js';
import { orderFields } from '../orders/orders.schemas.js';

export const partnerOrderSchema = z
  .object(orderFields)
  .meta({ id: 'PartnerOrder', description: 'The address is told to keys that may ship, and to no others.' });

export const partnerOrderPageSchema = pageOf(partnerOrderSchema);
