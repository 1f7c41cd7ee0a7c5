import { DomainError } from '@minisuite/kernel';
import { z } from 'zod';

const schema = z.object({
  kind: z.enum([
    'invalid',
    'unauthenticated',
    'forbidden',
    'not_found',
    'conflict',
    'exhausted',
    'unavailable',
    'timeout',
  ]),
  reason: z.string(),
  message: z.string(),
  details: z.array(z.object({ path: z.string(), message: z.string() })),
});

export function refusalText({ kind, reason, message, details }: DomainError): string {
  return JSON.stringify({ kind, reason, message, details });
}

export function refusalFrom(text: string): DomainError {
  const { kind, reason, message, details } = schema.parse(JSON.parse(text));
  return new DomainError(kind, reason, message, details);
}
