import { z } from 'zod';
import { codeField, idField, instantField } from '../edge/fields.js';

const shown = {
  id: idField,
  nickname: z.string(),
  avatarUrl: z.string(),
  city: z.string(),
  level: z.int(),
};

export const profileSchema = z
  .object({
    ...shown,
    points: z.int(),
    phoneMasked: z.string().meta({ description: 'Empty when no phone is bound.', example: '138****8000' }),
    createdAt: instantField,
  })
  .meta({ id: 'Profile' });

export const publicUserSchema = z.object({ ...shown, createdAt: instantField }).meta({ id: 'PublicUser' });

export const bindPhoneSchema = z
  .strictObject({ code: codeField().meta({ description: 'What the phone button gave.' }) })
  .meta({ id: 'BindPhone' });

export const boundPhoneSchema = z.object({ phoneMasked: z.string().meta({ example: '138****8000' }) });
