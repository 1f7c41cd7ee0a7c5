import { z } from 'zod';
import { idField, instantField, pageOf, pageQuery, textField, wordsField } from '../../edge/fields.js';
import { SERVICES } from '../across-services.js';

export const DEAD_LETTER_STATES = ['PARKED', 'REPLAYING', 'REPLAYED', 'DISCARDED'] as const;
export const REPLAY_OUTCOMES = ['HANDLED', 'ALREADY_HANDLED', 'FAILED'] as const;

export const serviceField = z.enum(SERVICES).meta({ id: 'Service' });
export const unavailableField = z
  .array(serviceField)
  .meta({ description: 'Services that did not answer; what they have is not in this answer.' });

const stateField = z.enum(DEAD_LETTER_STATES).meta({ id: 'DeadLetterState' });

const text = (max: number) => textField(max).min(1).optional();
const filter = {
  service: serviceField.optional(),
  topic: text(249),
  type: text(96).meta({ example: 'order.paid.v1' }),
  reason: text(64).meta({ example: 'FAILED' }),
  eventId: text(64),
  key: text(255).meta({ description: 'The key of the message: the id of what it tells about.' }),
};

export const deadLetterQuerySchema = z.object({ ...pageQuery, ...filter, state: stateField.optional() });

const summary = {
  id: idField,
  service: serviceField,
  consumer: z.string().meta({ example: 'minisuite.order' }),
  topic: z.string(),
  partition: z.int(),
  offset: z.string(),
  key: z.string().meta({ description: 'Empty when the message had none, like the next two.' }),
  eventId: z.string(),
  type: z.string(),
  reason: z.string().meta({ description: 'Why it was given up, like FAILED or MALFORMED_JSON.' }),
  error: z.string(),
  attempts: z.int().meta({ description: 'Calls of the handler before it was parked.' }),
  parkedAt: instantField,
  state: stateField,
  replays: z.int(),
  resolvedAt: instantField.optional(),
  resolvedBy: z.string().optional().meta({ description: 'The operator who replayed or discarded it.' }),
  note: z.string().optional().meta({ description: 'Why it was discarded.' }),
};

export const deadLetterSchema = z.object(summary).meta({ id: 'DeadLetter' });

export const deadLetterPageSchema = pageOf(deadLetterSchema).extend({ unavailable: unavailableField });

export const deadLetterDetailsSchema = z
  .object({
    ...summary,
    headers: z.record(z.string(), z.string()),
    payload: z.string(),
    payloadEncoding: z.enum(['utf8', 'base64']),
    payloadBytes: z.int().meta({ description: 'Length of the whole payload.' }),
    payloadTruncated: z.boolean(),
  })
  .meta({ id: 'DeadLetterDetails' });

export const replayedSchema = z.object({ outcome: z.enum(REPLAY_OUTCOMES), deadLetter: deadLetterSchema });

export const replayManySchema = z
  .strictObject({
    ...filter,
    limit: z.int().min(1).max(100).default(20).meta({ description: 'How many each service replays at most.' }),
    all: z.literal(true).optional().meta({ description: 'Needed when no filter is given.' }),
  })
  .refine((body) => Object.keys(body).some((name) => name !== 'limit'), {
    path: ['all'],
    message: 'must be true when there is no filter',
  })
  .meta({ id: 'ReplayDeadLetters' });

export const replayCountSchema = z.object({
  handled: z.int(),
  alreadyHandled: z.int(),
  failed: z.int(),
  remaining: z.int().meta({ description: 'Parked letters that match and were not tried.' }),
  unavailable: unavailableField,
});

export const discardSchema = z.strictObject({ reason: wordsField(500) }).meta({ id: 'DiscardDeadLetter' });
