import type { DeclaredEvent } from './declared-events.ts';
import { alternatives, inside, isObject, type JsonSchema } from './json-schema.ts';
import type { WireMessage } from './ledger.ts';

const NAME = /^[1-9]\d*-[a-z0-9]+(-[a-z0-9]+)*\.json$/;

/** What is wrong with a golden sample: a consumer of today could not read it, or would find another value in it. */
export function sampleFaults(
  type: string,
  name: string,
  sample: WireMessage,
  declared: DeclaredEvent | undefined,
  noted: JsonSchema,
): string[] {
  const { key, headers, value } = sample;
  const faults = [
    NAME.test(name) ? undefined : 'its name is not <number>-<what>.json',
    headers?.['ce_type'] === type ? undefined : `its ce_type is not ${type}`,
    typeof key === 'string' && headers?.['ce_subject'] === key ? undefined : 'its key is not its ce_subject',
    ...(declared ? readingFaults(value, declared, noted) : []),
  ];
  return faults.filter((fault) => fault !== undefined).map((fault) => `${name}: ${fault}`);
}

/**
 * Fields of a stored message that its contract knows and that are not, or not with the same value, in what was read of it; unknown
 * fields, which a later producer may have added, may fall away.
 */
export function lostFields(stored: unknown, read: unknown, schema: JsonSchema, path = ''): string[] {
  if (Array.isArray(stored) && Array.isArray(read) && stored.length === read.length) {
    const item = (index: number) => inside(schema, ({ items, prefixItems }) => prefixItems?.[index] ?? items);
    return stored.flatMap((each, index) => lostFields(each, read[index], item(index), `${path}[${index}]`));
  }
  if (isObject(stored) && isObject(read)) {
    return Object.entries(stored).flatMap(([name, value]) => {
      const at = path ? `${path}.${name}` : name;
      const field = inside(schema, ({ properties, additionalProperties: more }) => properties?.[name] ?? more);
      if (name in read) return lostFields(value, read[name], field, at);
      return alternatives(field).length > 0 ? [at] : [];
    });
  }
  return Object.is(stored, read) ? [] : [path || 'the value'];
}

function readingFaults(value: unknown, { event }: DeclaredEvent, noted: JsonSchema): string[] {
  const reading = event.schema.safeParse(value);
  if (!reading.success)
    return reading.error.issues.map((issue) => `${issue.path.join('.') || 'value'}: ${issue.message}`);
  return lostFields(value, reading.data, noted).map((field) => `${field} is not read as it was written`);
}
