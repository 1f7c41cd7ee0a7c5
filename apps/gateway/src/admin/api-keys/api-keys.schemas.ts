import { API_KEY_SCOPES } from '@minisuite/contracts';
import { isNetwork } from '@minisuite/kernel';
import { z } from 'zod';
import { idField, instantField, pageOf, pageQuery } from '../../edge/fields.js';

const scopes = z.array(z.enum(API_KEY_SCOPES)).min(1).max(API_KEY_SCOPES.length);

export const apiKeyFieldsSchema = z
  .strictObject({
    name: z
      .string()
      .regex(/^[a-z0-9][a-z0-9._-]{2,31}$/, 'must have 3 to 32 of a-z, 0-9, dot, dash and underscore')
      .meta({ example: 'erp' }),
    scopes: scopes.meta({ example: ['orders.read', 'orders.ship'] }),
    networks: z
      .array(z.string().refine(isNetwork, 'must be an address or a network like 203.0.113.0/24'))
      .max(20)
      .default([])
      .meta({ description: 'Where it may be used from; none means from anywhere.', example: ['203.0.113.0/24'] }),
    expiresInDays: z
      .int()
      .min(1)
      .max(1825)
      .optional()
      .meta({ description: 'From now; a key without it does not expire.', example: 365 }),
  })
  .meta({ id: 'ApiKeyFields' });

export const rotateApiKeySchema = z
  .strictObject({
    overlapHours: z
      .int()
      .min(0)
      .max(720)
      .default(24)
      .meta({ description: 'How long the key before is good still.', default: 24 }),
  })
  .meta({ id: 'RotateApiKey' });

export const apiKeySchema = z
  .object({
    id: idField,
    name: z.string(),
    scopes: z.array(z.enum(API_KEY_SCOPES)),
    networks: z.array(z.string()),
    createdAt: instantField,
    expiresAt: instantField.optional(),
    revokedAt: instantField.optional(),
    secrets: z
      .array(
        z.object({
          prefix: z.string().meta({ description: 'How the key begins.', example: 'msk_Xy3kq1' }),
          createdAt: instantField,
          expiresAt: instantField.optional().meta({ description: 'Until when it is good after it was rotated out.' }),
          lastUsedAt: instantField.optional().meta({ description: 'To the minute.' }),
        }),
      )
      .meta({ description: 'Newest first.' }),
  })
  .meta({ id: 'ApiKey' });

export const newApiKeySchema = z
  .object({ apiKey: apiKeySchema, key: z.string().meta({ description: 'Shown this once: only its hash is kept.' }) })
  .meta({ id: 'NewApiKey' });

export const apiKeyPageSchema = pageOf(apiKeySchema);
export const apiKeyQuerySchema = z.object(pageQuery);
