import { z } from 'zod';
import { fenField, idField, instantField, wordsField } from '../edge/fields.js';

export const REFUND_STATUSES = ['REQUESTED', 'PROCESSING', 'SUCCEEDED', 'FAILED', 'REJECTED'] as const;

export const refundStatusSchema = z.enum(REFUND_STATUSES).meta({ id: 'RefundStatus' });

export const requestRefundSchema = z
  .strictObject({
    amount: z.int().positive().optional().meta({ description: 'Fen; all that is left when absent.', example: 1990 }),
    reason: wordsField(80).meta({ example: '不想要了' }),
  })
  .meta({ id: 'RequestRefund' });

export const refundFields = {
  id: idField,
  orderId: idField,
  paymentId: idField,
  amount: fenField,
  reason: z.string(),
  status: refundStatusSchema,
  decisionReason: z.string().optional().meta({ description: 'Why it was rejected or given up.' }),
  createdAt: instantField,
  succeededAt: instantField.optional(),
};

export const refundSchema = z.object(refundFields).meta({ id: 'Refund' });
