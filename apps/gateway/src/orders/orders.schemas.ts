import { z } from 'zod';
import { fenField, idField, instantField, pageOf, pageQuery, textField } from '../edge/fields.js';

export const ORDER_STATUSES = [
  'PENDING_PAYMENT',
  'PAID',
  'SHIPPED',
  'COMPLETED',
  'CANCELLED',
  'EXPIRED',
  'REFUNDING',
  'REFUNDED',
] as const;

export const statusSchema = z.enum(ORDER_STATUSES).meta({ id: 'OrderStatus' });

export const REMARK_STATUSES = ['NONE', 'PENDING', 'PASSED', 'REJECTED'] as const;

const remarkStatusSchema = z
  .enum(REMARK_STATUSES)
  .meta({ id: 'RemarkStatus', description: "What came of WeChat's content check of the remark; `NONE` without one." });

export const placeOrderSchema = z
  .strictObject({
    items: z
      .array(z.strictObject({ skuId: idField, quantity: z.int().min(1).max(99).meta({ example: 1 }) }))
      .min(1)
      .max(50),
    addressId: idField.optional(),
    remark: textField(200).optional().meta({ example: '少糖' }),
  })
  .meta({ id: 'PlaceOrder' });

export const orderFields = {
  id: idField,
  status: statusSchema,
  closing: z.boolean().meta({
    description: 'WeChat is asked whether it was paid before it is closed; it cannot be paid any more.',
  }),
  amount: fenField,
  items: z.array(
    z
      .object({
        skuId: idField,
        productId: idField,
        title: z.string(),
        imageUrl: z.string(),
        price: fenField,
        quantity: z.int().positive(),
      })
      .meta({ id: 'OrderLine' }),
  ),
  address: z
    .object({
      name: z.string(),
      phone: z.string(),
      province: z.string(),
      city: z.string(),
      district: z.string(),
      detail: z.string(),
      postalCode: z.string(),
    })
    .meta({ id: 'ShippingAddress', description: 'As it was when the order was placed.' })
    .optional(),
  remark: z.string().meta({ description: 'Shown to all but its author only when it has passed.' }),
  remarkStatus: remarkStatusSchema,
  paymentId: idField.optional(),
  createdAt: instantField,
  expiresAt: instantField.meta({ description: 'Until when an unpaid order holds its goods.' }),
  paidAt: instantField.optional(),
  shippedAt: instantField.optional(),
  completedAt: instantField.optional(),
  closedAt: instantField.optional(),
  refundedAmount: fenField,
  shipment: z
    .object({
      carrier: z.string().meta({ description: "WeChat's code of the express company.", example: 'SF' }),
      trackingNo: z.string().meta({ example: 'SF1234567890' }),
    })
    .meta({ id: 'Shipment' })
    .optional(),
};

export const orderSchema = z.object(orderFields).meta({ id: 'Order' });

export const orderPageSchema = pageOf(orderSchema);
export const orderQuerySchema = z.object({ ...pageQuery, status: statusSchema.optional() });
