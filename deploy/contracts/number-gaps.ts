import type { JsonSchema } from './json-schema.ts';
import { above, below, type Limit } from './limit-gaps.ts';

/** What a number may be that the reader does not take, each as the end of "may …". */
export function numberGaps(written: JsonSchema, read: JsonSchema): string[] {
  const values = rangeOf(written);
  const be = (limit: string) => `be ${limit}`;
  return [
    isWhole(read) && !isWhole(values) ? 'have a fraction' : undefined,
    below(lowest(values), lowest(read), be),
    above(highest(values), highest(read), be),
    isMultiple(values, read.multipleOf) ? undefined : `not be a multiple of ${read.multipleOf}`,
  ].filter((gap) => gap !== undefined);
}

// One value is a range from itself to itself.
function rangeOf(schema: JsonSchema): JsonSchema {
  const { const: value } = schema;
  if (typeof value !== 'number') return schema;
  const type = Number.isInteger(value) ? 'integer' : 'number';
  return { type, minimum: value, maximum: value, multipleOf: Math.abs(value) };
}

const isWhole = ({ type }: JsonSchema): boolean => type === 'integer';

function isMultiple({ multipleOf = NaN }: JsonSchema, unit: number | undefined): boolean {
  return unit === undefined || multipleOf % unit === 0;
}

function lowest(schema: JsonSchema): Limit {
  const { at, open } = inner(schema.minimum, schema.exclusiveMinimum, -1);
  return wholeLimit(schema, open && isWhole(schema) ? { at: at + 1, open: false } : { at, open });
}

function highest(schema: JsonSchema): Limit {
  const { at, open } = inner(schema.maximum, schema.exclusiveMaximum, 1);
  return wholeLimit(schema, open && isWhole(schema) ? { at: at - 1, open: false } : { at, open });
}

// Of two limits on one side (1 for the upper, -1 for the lower) the one that allows less.
function inner(inclusive: number | undefined, exclusive: number | undefined, side: 1 | -1): Limit {
  const at = inclusive ?? side * Infinity;
  if (exclusive === undefined || (exclusive - at) * side > 0) return { at, open: false };
  return { at: exclusive, open: true };
}

// Zod limits every whole number to the safe ones, which says nothing: JavaScript writes no others.
function wholeLimit(schema: JsonSchema, limit: Limit): Limit {
  if (!isWhole(schema) || Math.abs(limit.at) < Number.MAX_SAFE_INTEGER) return limit;
  return { at: Math.sign(limit.at) * Infinity, open: false };
}
