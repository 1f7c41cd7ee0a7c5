import { z } from 'zod';

interface Converted {
  readonly schema: unknown;
  readonly components?: Record<string, unknown>;
}

/**
 * A zod schema for the document. Answers are described as inputs too: seen as outputs they would forbid further fields,
 * but fields may be added to answers at any time, and only requests are strict.
 */
export function convertSchema(schema: unknown): Converted | undefined {
  if (!(schema instanceof z.core.$ZodType)) return undefined;
  const { $schema: _, definitions, ...rest } = z.toJSONSchema(schema, { target: 'openapi-3.0', io: 'input' });
  return { schema: rest, ...(definitions !== undefined && { components: definitions as Record<string, unknown> }) };
}
