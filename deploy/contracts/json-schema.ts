/** The part of JSON Schema that event schemas are made of. */
export interface JsonSchema {
  readonly title?: string;
  readonly description?: string;
  readonly default?: unknown;
  /** What a number counts, like `fen`; a rule like any other, since another unit means another value. */
  readonly unit?: string;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
  readonly propertyNames?: JsonSchema;
  readonly items?: boolean | JsonSchema;
  readonly prefixItems?: readonly JsonSchema[];
  readonly pattern?: string;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly multipleOf?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
}

const ANNOTATIONS = new Set(['$schema', '$id', 'id', 'title', 'description', 'default', 'examples', 'readOnly']);

/** The keywords that restrict values. */
export function rulesOf(schema: JsonSchema): string[] {
  return Object.keys(schema).filter((keyword) => !ANNOTATIONS.has(keyword));
}

/** A union taken apart: schemas of one type each, or of one value, that together allow the same. */
export function alternatives(schema: JsonSchema): JsonSchema[] {
  const { anyOf, oneOf, enum: values, ...rest } = schema;
  const union = anyOf ?? oneOf;
  if (union) return union.flatMap((each) => alternatives({ ...rest, ...each }));
  if (values) return values.map((value) => ({ const: value }));
  if (Array.isArray(schema.type)) return schema.type.map((type: string) => ({ ...schema, type }));
  return [schema];
}

/** The type that a schema of one type allows, `integer` counting as `number`; undefined when it allows any. */
export function kindOf(schema: JsonSchema): string | undefined {
  if ('const' in schema) return kindOfValue(schema.const);
  return schema.type === 'integer' ? 'number' : (schema.type as string | undefined);
}

function kindOfValue(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

/** Whether two values are the same JSON, whatever the order of their fields. */
export function sameJson(one: unknown, other: unknown): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => [key, sorted(each)]),
  );
}

/** What the types that a value may have say of an inner value; a union of nothing when none knows it. */
export function inside(schema: JsonSchema, pick: (each: JsonSchema) => boolean | JsonSchema | undefined): JsonSchema {
  return {
    anyOf: alternatives(schema)
      .map(pick)
      .filter((inner) => typeof inner === 'object'),
  };
}

/** Whether a value is an object of JSON. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
