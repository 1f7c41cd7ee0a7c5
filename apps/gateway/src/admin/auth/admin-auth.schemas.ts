import { z } from 'zod';
import { idField, textField } from '../../edge/fields.js';
import { totpField } from './admin-totp.schemas.js';

export const operatorLoginSchema = z
  .strictObject({
    username: textField(64).min(1).meta({ example: 'admin' }),
    password: z.string().min(1).max(256),
    totp: totpField
      .optional()
      .meta({ description: 'Needed once the operator has an authenticator app: a code of it, or a recovery code.' }),
  })
  .meta({ id: 'OperatorLogin' });

export const operatorSessionSchema = z
  .object({
    accessToken: z.string().meta({ description: 'A JWT for the Authorization header; opens the routes below /admin.' }),
    accessTokenExpiresIn: z.int().meta({ description: 'Seconds.', example: 900 }),
    refreshToken: z.string().meta({ description: 'Good for one refresh.' }),
    refreshTokenExpiresIn: z.int().meta({ description: 'Seconds until the session ends.', example: 43_200 }),
    operator: z
      .object({
        id: idField,
        username: z.string(),
        displayName: z.string(),
        roles: z.array(z.string()).meta({ example: ['admin'] }),
      })
      .meta({ id: 'Operator' }),
  })
  .meta({ id: 'OperatorSession' });
