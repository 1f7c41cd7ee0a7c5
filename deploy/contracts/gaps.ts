import { alternatives, type JsonSchema, kindOf, rulesOf, sameJson } from './json-schema.ts';
import { above, below, closed } from './limit-gaps.ts';
import { numberGaps } from './number-gaps.ts';
import { stringGaps } from './string-gaps.ts';

/** Something that may be written at `path` and is not read: `what` goes on after "may". */
export interface Gap {
  readonly path: string;
  readonly what: string;
}

/** How a reader of messages treats what it does not find. */
export interface Reader {
  /** It was made when the fields of its schema were being written, so that it misses even an optional one that is gone. */
  readonly misses: boolean;
}

const COMPARED = new Set(
  ['type const enum anyOf oneOf properties required additionalProperties items prefixItems pattern format multipleOf']
    .concat('minimum maximum exclusiveMinimum exclusiveMaximum minLength maxLength minItems maxItems')
    .flatMap((words) => words.split(' ')),
);

/** Everything that a message written by one schema may be and that another schema does not read; empty when it reads all. */
export function gapsBetween(written: JsonSchema, read: JsonSchema, reader: Reader, path = ''): Gap[] {
  const readings = alternatives(read);
  if (readings.some((each) => rulesOf(each).length === 0)) return [];
  return alternatives(written).flatMap((each) => {
    const gap = (what: string): Gap[] => [{ path, what }];
    if (readings.some((reading) => sameJson(reading, each))) return [];
    const kind = kindOf(each);
    const candidates = readings.filter((reading) => kindOf(reading) === kind);
    if (kind === undefined || candidates.length === 0) return gap(`be ${nameOf(each)}`);
    const values = candidates.filter((candidate) => 'const' in candidate);
    if (values.some((value) => 'const' in each && sameJson(value.const, each.const))) return [];
    const ranges = candidates.filter((candidate) => !('const' in candidate));
    if (ranges.length === 0)
      return gap('const' in each ? `be ${nameOf(each)}` : `be another ${kind} than ${list(values)}`);
    const tries = ranges.map((range) => rangeGaps(kind, each, range, reader, path));
    return tries.reduce((best, other) => (other.length < best.length ? other : best));
  });
}

function nameOf(schema: JsonSchema): string {
  if ('const' in schema) return JSON.stringify(schema.const);
  if (schema.type === undefined) return 'anything';
  return schema.type === 'null' ? 'null' : `${/^[aio]/.test(String(schema.type)) ? 'an' : 'a'} ${String(schema.type)}`;
}

const list = (values: readonly JsonSchema[]): string => values.map(nameOf).join(', ');

function rangeGaps(kind: string, written: JsonSchema, read: JsonSchema, reader: Reader, path: string): Gap[] {
  const here = (whats: string[]): Gap[] => whats.map((what) => ({ path, what }));
  const others = here(otherRules(written, read));
  if (kind === 'string') return [...here(stringGaps(written, read)), ...others];
  if (kind === 'number') return [...here(numberGaps(written, read)), ...others];
  if (kind === 'array') return [...arrayGaps(written, read, reader, path), ...others];
  if (kind === 'object') return [...objectGaps(written, read, reader, path), ...others];
  return others;
}

// Rules that nothing here understands are safe only when they stay as they are.
function otherRules(written: JsonSchema, read: JsonSchema): string[] {
  const rule = (schema: JsonSchema, keyword: string) => (schema as Record<string, unknown>)[keyword];
  const understood = (keyword: string) =>
    COMPARED.has(keyword) || (keyword === 'allOf' && read.allOf?.every((each) => each.pattern !== undefined));
  return rulesOf(read)
    .filter((keyword) => !understood(keyword) && !sameJson(rule(written, keyword), rule(read, keyword)))
    .map((keyword) => `break the rule "${keyword}"`);
}

function arrayGaps(written: JsonSchema, read: JsonSchema, reader: Reader, path: string): Gap[] {
  const items = (limit: string) => `have ${limit} items`;
  const lengths = [
    below(closed(written.minItems, 0), closed(read.minItems, 0), items),
    above(closed(written.maxItems, Infinity), closed(read.maxItems, Infinity), items),
  ];
  const places = Math.max(written.prefixItems?.length ?? 0, read.prefixItems?.length ?? 0);
  const inner = Array.from({ length: places + 1 }, (_, index) => {
    const from = written.prefixItems?.[index] ?? written.items ?? {};
    const to = read.prefixItems?.[index] ?? read.items ?? {};
    // The lengths tell of places that one of the two does not have.
    if (typeof from === 'boolean' || typeof to === 'boolean') return [];
    return gapsBetween(from, to, reader, `${path}[${index < places ? index : ''}]`);
  });
  return [...lengths.filter((what) => what !== undefined).map((what) => ({ path, what })), ...inner.flat()];
}

function objectGaps(written: JsonSchema, read: JsonSchema, reader: Reader, path: string): Gap[] {
  const { properties: from = {}, required: always = [] } = written;
  const { properties: to = {}, required: needed = [] } = read;
  // Unknown fields are written only by a schema that says so, and are stripped by a reader that does not say otherwise.
  const [more, spare] = [schemaOf(written.additionalProperties ?? false), schemaOf(read.additionalProperties ?? true)];
  const at = (name: string) => (path ? `${path}.${name}` : name);
  const into = (source: JsonSchema, target: JsonSchema | undefined, name: string): Gap[] =>
    target ? gapsBetween(source, target, reader, at(name)) : [{ path: at(name), what: 'be there' }];

  const known = Object.entries(to).flatMap(([name, schema]): Gap[] => {
    const source = from[name] ?? more;
    const missing = needed.includes(name) ? !always.includes(name) : reader.misses && !source;
    return [
      ...(missing ? [{ path: at(name), what: source ? 'be left out' : 'be missing' }] : []),
      ...(source ? into(source, schema, name) : []),
    ];
  });
  const unknown = Object.entries(from).filter(([name]) => !(name in to));
  return [
    ...known,
    ...unknown.flatMap(([name, schema]) => into(schema, spare, name)),
    ...(more ? into(more, spare, '*') : []),
  ];
}

// JSON Schema says `true` for anything and `false` for nothing.
function schemaOf(schema: boolean | JsonSchema): JsonSchema | undefined {
  if (typeof schema !== 'boolean') return schema;
  return schema ? {} : undefined;
}
