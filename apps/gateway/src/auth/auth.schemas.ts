import { z } from 'zod';
import { codeField, idField, instantField, pageOf, pageQuery, textField } from '../edge/fields.js';
import { profileSchema } from '../users/users.schemas.js';

const deviceId = z
  .string()
  .regex(/^[\w-]{16,64}$/, 'must be 16 to 64 letters, digits, hyphens or underscores')
  .optional()
  .meta({
    description: 'A random text that the mini-program makes once and keeps; login and refresh name the same.',
    example: '8e03978e-40d5-43e8-bc93-6894a57f9324',
  });

export const loginSchema = z
  .strictObject({
    code: codeField().meta({ description: 'What `wx.login` gave; good for one use within five minutes.' }),
    device: z
      .strictObject({
        platform: textField(32).optional().meta({ example: 'ios' }),
        model: textField(128).optional().meta({ example: 'iPhone 17' }),
        id: deviceId,
      })
      .optional(),
  })
  .meta({ id: 'WechatLogin' });

export const refreshSchema = z
  .strictObject({ refreshToken: z.string().min(1).max(512), deviceId })
  .meta({ id: 'RefreshSession' });

export const deviceSessionSchema = z
  .object({
    id: idField,
    device: z.object({ platform: z.string(), model: z.string() }),
    current: z.boolean().meta({ description: 'Whether this is the session that asks.' }),
    createdAt: instantField,
    lastUsedAt: instantField,
    expiresAt: instantField,
  })
  .meta({ id: 'DeviceSession' });

export const deviceSessionPageSchema = pageOf(deviceSessionSchema);
export const deviceSessionQuerySchema = z.object(pageQuery);

export const sessionSchema = z
  .object({
    accessToken: z.string().meta({ description: 'A JWT for the Authorization header.' }),
    accessTokenExpiresIn: z.int().meta({ description: 'Seconds.', example: 900 }),
    refreshToken: z.string().meta({ description: 'Good for one refresh.' }),
    refreshTokenExpiresIn: z.int().meta({ description: 'Seconds.', example: 2_592_000 }),
    user: profileSchema,
  })
  .meta({ id: 'Session' });
