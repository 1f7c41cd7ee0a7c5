import { z } from 'zod';
import { KEEPING_SERVICES } from '../../clients/clients.js';

const serviceField = z.enum(KEEPING_SERVICES).meta({ id: 'KeepingService' });

const invariantSchema = z
  .object({
    service: serviceField,
    name: z.string().meta({ example: 'stock-balances' }),
    promise: z.string().meta({ description: 'What must be true.' }),
    checked: z.int().nonnegative().meta({ description: 'How many things were looked at.' }),
    violations: z.int().nonnegative(),
    examples: z
      .array(z.object({ id: z.string(), problem: z.string() }))
      .meta({ description: 'The first of them, 100 at most.' }),
    milliseconds: z.int().nonnegative(),
  })
  .meta({ id: 'Invariant' });

export const invariantsSchema = z
  .object({
    ok: z.boolean().meta({ description: 'All services answered, and nothing is violated.' }),
    invariants: z.array(invariantSchema),
    unavailable: z
      .array(serviceField)
      .meta({ description: 'Services that did not answer; nothing is known about their books.' }),
  })
  .meta({ id: 'Invariants' });
