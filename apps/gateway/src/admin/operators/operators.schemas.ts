import { OPERATOR_ROLES } from '@minisuite/contracts';
import { z } from 'zod';
import { idField, instantField, pageOf, pageQuery, textField } from '../../edge/fields.js';

export const OPERATOR_STATUSES = ['ACTIVE', 'DISABLED'] as const;

const displayName = textField(64).min(1).meta({ example: '李波' });
const roles = z
  .array(z.enum(OPERATOR_ROLES))
  .min(1)
  .max(OPERATOR_ROLES.length)
  .meta({ example: ['support'] });
const password = z.string().min(12).max(256).meta({ description: 'At least 12 characters.' });

export const createOperatorSchema = z
  .strictObject({
    username: z
      .string()
      .regex(/^[a-z0-9][a-z0-9._-]{2,31}$/, 'must have 3 to 32 of a-z, 0-9, dot, dash and underscore')
      .meta({ example: 'bo.li' }),
    displayName,
    roles,
    password,
  })
  .meta({ id: 'CreateOperator' });

export const replaceOperatorSchema = z
  .strictObject({ displayName, roles, status: z.enum(OPERATOR_STATUSES) })
  .meta({ id: 'ReplaceOperator' });

export const operatorPasswordSchema = z.strictObject({ password }).meta({ id: 'OperatorPassword' });

export const operatorAccountSchema = z
  .object({
    id: idField,
    username: z.string(),
    displayName: z.string(),
    roles: z.array(z.enum(OPERATOR_ROLES)),
    status: z.enum(OPERATOR_STATUSES),
    hasTotp: z.boolean().meta({ description: 'Whether a login needs a code of an authenticator app.' }),
    createdAt: instantField,
  })
  .meta({ id: 'OperatorAccount' });

export const operatorPageSchema = pageOf(operatorAccountSchema);
export const operatorQuerySchema = z.object(pageQuery);
