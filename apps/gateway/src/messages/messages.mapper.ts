import type { messageV1 } from '@minisuite/contracts';
import { dateOf } from '@minisuite/grpc';
import type { z } from 'zod';
import { promised } from '../clients/promised.js';
import { given } from '../edge/optional.js';
import type { messagePageSchema, messageSchema } from './messages.schemas.js';

export function toMessage(answer: messageV1.Message | null): z.infer<typeof messageSchema> {
  const { id, kind, title, body, subjectId, read, createdAt } = promised(answer, 'message');
  return { id, kind, title, body, ...given('subjectId', subjectId), read, createdAt: dateOf(createdAt).toISOString() };
}

export function toMessagePage(answer: messageV1.ListMessagesResponse): z.infer<typeof messagePageSchema> {
  return { items: answer.messages.map(toMessage), nextCursor: answer.nextCursor || null };
}
