import { z } from 'zod';
import { addressSchema } from '../addresses/addresses.schemas.js';
import { deviceSessionSchema } from '../auth/auth.schemas.js';
import { instantField } from '../edge/fields.js';
import { messageSchema } from '../messages/messages.schemas.js';
import { orderSchema } from '../orders/orders.schemas.js';
import { paymentSchema } from '../payments/payments.schemas.js';
import { ownReviewSchema } from '../reviews/reviews.schemas.js';
import { profileSchema } from '../users/users.schemas.js';

export const exportSchema = z
  .object({
    exportedAt: instantField,
    profile: profileSchema,
    openid: z.string(),
    unionid: z.string().optional(),
    phone: z.string().optional().meta({ description: 'In full.', example: '+86 13800138000' }),
    addresses: z.array(addressSchema),
    sessions: z.array(deviceSessionSchema),
    orders: z.array(orderSchema),
    payments: z.array(paymentSchema).meta({ description: 'Those that paid the orders.' }),
    reviews: z.array(ownReviewSchema),
    messages: z.array(messageSchema),
    truncated: z.boolean().meta({ description: 'Whether there is more than one export holds; the newest is there.' }),
  })
  .meta({ id: 'PersonalData' });
