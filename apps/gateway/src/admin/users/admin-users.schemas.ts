import { z } from 'zod';
import { instantField, pageOf, pageQuery, wordsField } from '../../edge/fields.js';
import { profileSchema, updateProfileSchema } from '../../users/users.schemas.js';

export const ACCOUNT_STATUSES = ['ACTIVE', 'DISABLED', 'CLOSING', 'CLOSED'] as const;

export const userAccountSchema = profileSchema
  .extend({ status: z.enum(ACCOUNT_STATUSES), updatedAt: instantField })
  .meta({ id: 'UserAccount' });

export const userAccountPageSchema = pageOf(userAccountSchema);

export const userAccountQuerySchema = z.object({
  ...pageQuery,
  status: z.enum(ACCOUNT_STATUSES).optional(),
  phone: z
    .string()
    .regex(/^(\d{5,20})?$/, 'must be 5 to 20 digits')
    .default('')
    .meta({ description: 'The whole number, without the country code.', example: '13800138000' }),
});

const reason = wordsField(200).meta({ example: '恶意退款' });

export const changeUserSchema = z
  .strictObject({ status: z.enum(['ACTIVE', 'DISABLED']), reason })
  .meta({ id: 'ChangeUser' });

export const replaceUserSchema = updateProfileSchema.required().extend({ reason }).meta({ id: 'ReplaceUser' });

export const closeUserSchema = z.strictObject({ reason }).meta({ id: 'CloseUser' });
