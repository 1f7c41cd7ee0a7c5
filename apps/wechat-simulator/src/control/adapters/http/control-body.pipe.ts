import type { PipeTransform } from '@nestjs/common';
import { DomainError } from '@minisuite/kernel';
import type { z } from 'zod';

/** Reads the raw body as JSON of this shape; throws DomainError naming each field that is wrong. */
export class ControlBody<S extends z.ZodType> implements PipeTransform<unknown, z.infer<S>> {
  constructor(private readonly schema: S) {}

  transform(body: unknown): z.infer<S> {
    return checked(this.schema, parseJson(body));
  }
}

/** Throws DomainError naming each field that is wrong. */
export function checked<S extends z.ZodType>(schema: S, value: unknown): z.infer<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const details = parsed.error.issues.flatMap((issue) => {
    if (issue.code !== 'unrecognized_keys') return [{ path: issue.path.join('.'), message: issue.message }];
    return issue.keys.map((key) => ({ path: [...issue.path, key].join('.'), message: 'is not supported' }));
  });
  const first = details[0];
  const summary = first ? `${first.path || 'body'}: ${first.message}` : 'The body is not valid';
  throw new DomainError('invalid', 'VALIDATION_FAILED', summary, details);
}

function parseJson(body: unknown): unknown {
  try {
    return JSON.parse(Buffer.isBuffer(body) ? body.toString('utf8') : '');
  } catch {
    throw new DomainError('invalid', 'MALFORMED_JSON', 'The body is not JSON');
  }
}
