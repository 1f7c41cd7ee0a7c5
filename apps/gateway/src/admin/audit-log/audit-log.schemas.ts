import { z } from 'zod';
import { idField, instantField, pageOf, pageQuery, textField } from '../../edge/fields.js';
import { serviceField, unavailableField } from '../dead-letters/dead-letters.schemas.js';

export const AUDIT_OUTCOMES = ['SUCCEEDED', 'FAILED'] as const;

export const auditQuerySchema = z.object({
  ...pageQuery,
  service: serviceField.optional(),
  action: textField(64).default('').meta({ example: 'dead-letter.replay' }),
  operatorId: idField.optional(),
  targetId: textField(128).default(''),
});

export const auditEntrySchema = z
  .object({
    id: idField,
    service: serviceField,
    at: instantField,
    operatorId: idField.optional().meta({ description: 'Absent when it is not known who it was.' }),
    operatorName: z.string().meta({ description: 'The user name, or the one that was given.' }),
    action: z.string().meta({ example: 'dead-letter.replay' }),
    targetType: z.string().optional(),
    targetId: z.string().optional(),
    outcome: z.enum(AUDIT_OUTCOMES),
    reason: z.string().optional().meta({ description: 'What the operator gave as the reason, or why it failed.' }),
    details: z.record(z.string(), z.unknown()),
    requestId: z.string(),
    seq: z
      .string()
      .meta({ description: 'Its place in the chain of this service, from 1 without a gap.', example: '42' }),
    hash: z
      .string()
      .meta({ description: 'SHA-256 over the entry and the hash of the one before.', example: 'a1'.repeat(32) }),
  })
  .meta({ id: 'AuditEntry' });

export const auditPageSchema = pageOf(auditEntrySchema).extend({ unavailable: unavailableField });
