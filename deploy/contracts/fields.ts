import { alternatives, type JsonSchema, kindOf } from './json-schema.ts';

/** A field of an event's value, as it is told to people. */
export interface Field {
  /** Where it is, like `lines[].skuId`. */
  readonly path: string;
  readonly schema: JsonSchema;
  readonly optional: boolean;
}

/** All fields of a schema, inner ones after the one that they are in. */
export function fieldsOf(schema: JsonSchema, path = ''): Field[] {
  return alternatives(schema).flatMap((each) => {
    const { properties = {}, required = [], items, prefixItems = [], additionalProperties: more } = each;
    const named = Object.entries(properties).flatMap(([name, inner]) => {
      const at = path ? `${path}.${name}` : name;
      return [{ path: at, schema: inner, optional: !required.includes(name) }, ...fieldsOf(inner, at)];
    });
    const inner = [items, ...prefixItems].filter((item) => typeof item === 'object');
    return [
      ...named,
      ...inner.flatMap((item) => fieldsOf(item, `${path}[]`)),
      ...(typeof more === 'object' ? fieldsOf(more, `${path}.*`) : []),
    ];
  });
}

/** The type of a value and what limits it, in words. */
export function typeWords(schema: JsonSchema): string {
  return [...new Set(alternatives(schema).map(oneType))].join(' or ');
}

function oneType(schema: JsonSchema): string {
  if ('const' in schema) return JSON.stringify(schema.const);
  const kind = kindOf(schema);
  if (kind === 'array') {
    const items =
      typeof schema.items === 'object' ? typeWords(schema.items).replace(/^object$/, 'objects') : 'anything';
    return ['list', size(schema.minItems, schema.maxItems), `of ${items}`].filter(Boolean).join(' ');
  }
  if (kind === 'string')
    return [schema.type, form(schema), size(schema.minLength, schema.maxLength)].filter(Boolean).join(' ');
  if (kind === 'number')
    return [schema.type, range(schema), schema.unit && `(${schema.unit})`].filter(Boolean).join(' ');
  return kind ?? 'anything';
}

function form({ format, pattern }: JsonSchema): string | undefined {
  return format ?? (pattern === undefined ? undefined : `\`/${pattern}/\``);
}

function size(min = 0, max = Infinity): string | undefined {
  if (max === Infinity) return min === 0 ? undefined : `(≥ ${min})`;
  return `(${min}–${max})`;
}

function range({ minimum, exclusiveMinimum, maximum, exclusiveMaximum }: JsonSchema): string | undefined {
  const words = [
    isTold(minimum) && `≥ ${minimum}`,
    isTold(exclusiveMinimum) && `> ${exclusiveMinimum}`,
    isTold(maximum) && `≤ ${maximum}`,
    isTold(exclusiveMaximum) && `< ${exclusiveMaximum}`,
  ];
  return words.filter(Boolean).join(', ');
}

// Zod limits every whole number to the safe ones, which says nothing.
const isTold = (limit: number | undefined) => limit !== undefined && Math.abs(limit) < Number.MAX_SAFE_INTEGER;

/** What is said of a value, also where that is said of one of the types it may have. */
export function meaningOf(schema: JsonSchema): string | undefined {
  const said = [schema, ...(schema.anyOf ?? schema.oneOf ?? [])].map(({ description }) => description);
  return said.find((description) => description !== undefined && description !== '');
}
