import { z } from 'zod';
import { idField, pageOf, pageQuery } from '../../edge/fields.js';
import { orderFields, statusSchema } from '../../orders/orders.schemas.js';

export const adminOrderSchema = z.object({ ...orderFields, userId: idField }).meta({ id: 'AdminOrder' });

export const adminOrderPageSchema = pageOf(adminOrderSchema);

export const adminOrderQuerySchema = z.object({
  ...pageQuery,
  status: statusSchema.optional(),
  userId: idField.optional(),
});

export const shipFields = {
  carrier: z
    .string()
    .regex(/^[A-Z0-9_]{2,20}$/, 'must be 2 to 20 of A-Z, 0-9 and _')
    .meta({ description: "WeChat's code of the express company.", example: 'SF' }),
  trackingNo: z
    .string()
    .regex(/^[\x21-\x7e]{4,40}$/, 'must be 4 to 40 visible ASCII characters')
    .meta({ example: 'SF1234567890' }),
};

export const shipSchema = z.strictObject(shipFields).meta({ id: 'ShipOrder' });
