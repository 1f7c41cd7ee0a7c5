import { z } from 'zod';
import { fenField, idField, instantField, pageOf, pageQuery, wordsField } from '../../edge/fields.js';

export const RECONCILIATION_STATUSES = ['WAITING', 'RUNNING', 'COMPLETED', 'FAILED'] as const;
export const DIFFERENCE_KINDS = ['ONLY_AT_WECHAT', 'ONLY_HERE', 'AMOUNT', 'STATE', 'DUPLICATE'] as const;
export const DIFFERENCE_STATUSES = ['OPEN', 'REPAIRED', 'RESOLVED'] as const;

const dateField = z.iso
  .date('must be a date like 2026-01-31')
  .meta({ description: 'A day in Beijing.', example: '2026-01-31' });
const countField = z.int().nonnegative();

export const reconciliationSchema = z
  .object({
    id: idField,
    billDate: dateField,
    status: z.enum(RECONCILIATION_STATUSES),
    payments: countField.meta({ description: 'Rows of the bill.' }),
    refunds: countField,
    paidAmount: fenField,
    refundedAmount: fenField,
    differences: countField,
    openDifferences: countField.meta({ description: 'Those that wait for an operator.' }),
    error: z.string().optional().meta({ description: 'Why it waits or has failed.' }),
    startedAt: instantField.optional(),
    finishedAt: instantField.optional(),
  })
  .meta({ id: 'Reconciliation' });

export const reconciliationPageSchema = pageOf(reconciliationSchema);
export const reconciliationQuerySchema = z.object(pageQuery);
export const runSchema = z.strictObject({ billDate: dateField }).meta({ id: 'RunReconciliation' });

const differenceStatusSchema = z.enum(DIFFERENCE_STATUSES).meta({ id: 'DifferenceStatus' });

export const differenceSchema = z
  .object({
    id: idField,
    reconciliationId: idField,
    kind: z.enum(DIFFERENCE_KINDS),
    status: differenceStatusSchema,
    subject: z.string().meta({ description: '`payment` or `refund`.' }),
    number: z.string().meta({ description: 'Our number at WeChat.' }),
    wechatNumber: z.string().optional(),
    paymentId: idField.optional(),
    refundId: idField.optional(),
    wechatAmount: fenField,
    ourAmount: fenField,
    wechatState: z.string().optional(),
    ourState: z.string().optional(),
    note: z.string().optional().meta({ description: 'What was done about it.' }),
    foundAt: instantField,
    resolvedAt: instantField.optional(),
  })
  .meta({ id: 'Difference' });

export const differencePageSchema = pageOf(differenceSchema);
export const differenceQuerySchema = z.object({ ...pageQuery, status: differenceStatusSchema.optional() });
export const resolveSchema = z.strictObject({ note: wordsField(500) }).meta({ id: 'ResolveDifference' });
