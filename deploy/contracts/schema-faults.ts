import type { EventContract } from './event-contract.ts';
import { fieldsOf, meaningOf } from './fields.ts';
import { alternatives, type JsonSchema } from './json-schema.ts';

const STRICT = 'refuses unknown fields, so that a consumer would park what a later producer adds to it: use z.object()';
const LOOSE = 'keeps unknown fields, so that whatever a producer happens to have would go out: use z.object()';

/** What is wrong with a contract by itself: it cannot grow, it lets everything out, or nobody is told what a field means. */
export function schemaFaults({ type, schema }: EventContract): string[] {
  const fields = fieldsOf(schema);
  const places = [{ path: 'the value', schema }, ...fields];
  return [
    ...places.flatMap(({ path, schema: place }) =>
      objectsIn(place)
        .map(({ additionalProperties: more }) => more)
        .filter((more) => more !== undefined)
        .map((more) => `${type}: ${path} ${more === false ? STRICT : LOOSE}`),
    ),
    ...fields
      .filter(({ schema: field }) => meaningOf(field) === undefined)
      .map(({ path }) => `${type}: nobody is told what ${path} means: add .describe('…') to its schema`),
  ];
}

/** The objects with named fields that a value is, or is a list or a map of. */
function objectsIn(schema: JsonSchema): JsonSchema[] {
  return alternatives(schema).flatMap((each) => {
    const inner = [each.items, ...(each.prefixItems ?? []), each.properties ? undefined : each.additionalProperties];
    return [
      ...(each.properties ? [each] : []),
      ...inner.flatMap((item) => (typeof item === 'object' ? objectsIn(item) : [])),
    ];
  });
}
