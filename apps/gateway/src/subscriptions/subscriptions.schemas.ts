import { messageV1 } from '@minisuite/contracts';
import { z } from 'zod';

export const grantsSchema = z
  .strictObject({
    grants: z
      .array(
        z.strictObject({
          templateId: z.string().regex(/^[\w-]{1,128}$/, 'must be a template id'),
          result: z.enum(['accept', 'reject', 'ban']),
        }),
      )
      .min(1)
      .max(20),
  })
  .meta({ id: 'SubscriptionGrants', description: 'What `wx.requestSubscribeMessage` answered for each template.' });

export const RESULTS = {
  accept: messageV1.SubscriptionResult.SUBSCRIPTION_RESULT_ACCEPT,
  reject: messageV1.SubscriptionResult.SUBSCRIPTION_RESULT_REJECT,
  ban: messageV1.SubscriptionResult.SUBSCRIPTION_RESULT_BAN,
} as const;
