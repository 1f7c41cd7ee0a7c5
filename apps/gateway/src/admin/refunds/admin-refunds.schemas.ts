import { z } from 'zod';
import { flagField, idField, pageOf, pageQuery, wordsField } from '../../edge/fields.js';
import { refundFields, refundStatusSchema } from '../../refunds/refunds.schemas.js';

export const REFUND_KINDS = ['USER', 'ORDER_CLOSED', 'PAID_TWICE'] as const;

export const adminRefundSchema = z
  .object({
    ...refundFields,
    userId: idField,
    kind: z.enum(REFUND_KINDS).meta({ description: 'Why money goes back; only `USER` was asked for.' }),
    outRefundNo: z.string().meta({ description: 'Our number at WeChat.' }),
    wechatRefundId: z.string().optional().meta({ description: "WeChat's number." }),
    attention: z.string().optional().meta({ description: 'Why it waits for an operator.', example: 'NOT_ENOUGH' }),
    attempts: z.int().meta({ description: 'How often WeChat was asked.' }),
    held: z.boolean().meta({ description: 'Whether its order is held for it, so that it can be approved.' }),
    shipped: z.boolean().meta({ description: 'Whether the goods were on their way by then.' }),
  })
  .meta({ id: 'AdminRefund' });

export const adminRefundPageSchema = pageOf(adminRefundSchema);

export const adminRefundQuerySchema = z.object({
  ...pageQuery,
  status: refundStatusSchema.optional(),
  waiting: flagField.meta({ description: 'Only those that wait for an operator.' }),
  orderId: idField.optional(),
});

export const rejectSchema = z.strictObject({ reason: wordsField(200) }).meta({ id: 'RejectRefund' });
