import { z } from 'zod';

/** How WeChat is told that something was not taken. */
export const refusal = z.object({ code: z.literal('FAIL'), message: z.string() }).meta({ id: 'WebhookRefusal' });
