import { z } from 'zod';
import { idField, instantField, pageOf, pageQuery } from '../../edge/fields.js';
import { shipFields } from '../orders/admin-orders.schemas.js';

export const REPORT_STATUSES = ['PENDING', 'SENT', 'FAILED', 'CANCELLED'] as const;

const statusSchema = z.enum(REPORT_STATUSES).meta({
  id: 'ShippingReportStatus',
  description:
    '`FAILED`: WeChat does not take it and holds the money back until an operator acts. `CANCELLED`: all money went back before.',
});

export const shippingReportSchema = z
  .object({
    orderId: idField,
    paymentId: idField,
    carrier: z.string().meta({ description: 'As WeChat is told.', example: 'SF' }),
    trackingNo: z.string().meta({ description: 'As WeChat is told.', example: 'SF1234567890' }),
    status: statusSchema,
    attempts: z.int().meta({ description: 'How often WeChat was told.' }),
    error: z.string().optional().meta({ description: 'Why WeChat has not taken it.' }),
    createdAt: instantField,
    sentAt: instantField.optional(),
  })
  .meta({ id: 'ShippingReport' });

export const shippingReportPageSchema = pageOf(shippingReportSchema);

export const shippingReportQuerySchema = z.object({ ...pageQuery, status: statusSchema.optional() });

export const retryShippingReportSchema = z
  .strictObject({ carrier: shipFields.carrier.optional(), trackingNo: shipFields.trackingNo.optional() })
  .optional()
  .meta({ id: 'RetryShippingReport', description: 'What is absent stays as it is.' });
