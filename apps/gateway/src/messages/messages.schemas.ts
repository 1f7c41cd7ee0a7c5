import { z } from 'zod';
import { idField, instantField, pageOf, pageQuery } from '../edge/fields.js';

export const messageSchema = z
  .object({
    id: idField,
    kind: z.string().meta({ example: 'order.paid' }),
    title: z.string(),
    body: z.string(),
    subjectId: z.string().optional().meta({ description: 'What it is about, like the id of an order.' }),
    read: z.boolean(),
    createdAt: instantField,
  })
  .meta({ id: 'Message' });

export const messagePageSchema = pageOf(messageSchema);
export const messageQuerySchema = z.object(pageQuery);
export const countSchema = z.object({ count: z.int().nonnegative() });
