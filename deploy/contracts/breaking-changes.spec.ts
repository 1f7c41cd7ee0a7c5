import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { defineEvent } from '../../libs/contracts/src/events/define-event.ts';
import { breakingChanges, unreadable } from './breaking-changes.ts';
import { contractOf } from './event-contract.ts';
import { ADDITIVE, FOR_OLD_CONSUMERS, FOR_STORED_MESSAGES } from './planted-changes.ts';

const contract = (schema: z.ZodType) =>
  contractOf(defineEvent({ name: 'shop.opened', version: 1, topic: 'order.events', schema }), 'ShopOpened');
const changesOf = (before: z.ZodType, after: z.ZodType) => breakingChanges(contract(before), contract(after));

/** Where a change may be found: at the top, in the objects of a list, and in an object of a union. */
const PLACES: [
  place: string,
  prefix: string,
  schema: (shape: z.ZodRawShape) => z.ZodType,
  message: (at: object) => object,
][] = [
  ['at the top', '', (shape) => z.object(shape), (at) => at],
  ['in a list', 'lines[].', (shape) => z.object({ lines: z.array(z.object(shape)) }), (at) => ({ lines: [at] })],
  [
    'deep inside',
    'a.b.',
    (shape) => z.object({ a: z.object({ b: z.object(shape).nullable() }) }),
    (b) => ({ a: { b } }),
  ],
];

const reads = (schema: z.ZodType, value: unknown) => schema.safeParse(value).success;
const writes = (schema: z.ZodType, value: unknown): unknown => JSON.parse(JSON.stringify(schema.parse(value)));

describe.each(PLACES)('a change %s', (_place, prefix, schema, message) => {
  it.each(FOR_OLD_CONSUMERS)('breaks consumers that run: %s', (_rule, from, to, says, proof) => {
    const [before, after] = [schema(from), schema(to)];
    expect(changesOf(before, after)).toContainEqual(expect.stringContaining(`shop.opened.v1: ${prefix}${says}`));
    expect(reads(before, writes(after, message(proof)))).toBe(false);
  });

  it.each(FOR_STORED_MESSAGES)('breaks stored messages: %s', (_rule, from, to, says, proof) => {
    const [before, after] = [schema(from), schema(to)];
    expect(changesOf(before, after)).toContainEqual(expect.stringContaining(`shop.opened.v1: ${prefix}${says}`));
    expect(reads(before, message(proof))).toBe(true);
    expect(reads(after, message(proof))).toBe(false);
  });

  it.each(ADDITIVE)('breaks nothing: %s', (_rule, from, to, _says, proof) => {
    const [before, after] = [schema(from), schema(to)];
    expect(changesOf(before, after)).toEqual([]);
    const old = writes(before, message(proof));
    expect(reads(before, writes(after, message(proof)))).toBe(true);
    expect(reads(after, old)).toBe(true);
  });
});

describe('a change of the contract', () => {
  const schema = z.object({ id: z.string(), note: z.string().optional() });
  const event = contract(schema);

  it('of an optional field that is taken away is missed by those who read it', () => {
    expect(changesOf(schema, z.object({ id: z.string() }))).toEqual([
      'shop.opened.v1: note may now be missing (removed or renamed): a consumer that runs today still reads it',
    ]);
  });

  it('names the reader that breaks', () => {
    expect(changesOf(schema, z.object({ id: z.string(), note: z.string() }))).toEqual([
      'shop.opened.v1: note may no longer be left out: a message stored before (outbox, topic, dead letter) could not be read any more',
    ]);
  });

  it('of its topic breaks', () => {
    expect(breakingChanges(event, { ...event, topic: 'user.events' })).toEqual([
      expect.stringContaining('shop.opened.v1: the topic may not become user.events instead of order.events'),
    ]);
  });

  it('of its wire type breaks', () => {
    expect(breakingChanges(event, { ...event, type: 'shop.opened.v2' })).toEqual([
      expect.stringContaining('shop.opened.v1: the wire type may not become shop.opened.v2'),
    ]);
  });

  it('of a recursive schema breaks, since nobody looks into it', () => {
    const tree = (value: z.ZodType) => {
      const node = z.object({
        value,
        get kids() {
          return z.array(node);
        },
      });
      return z.object({ node });
    };
    expect(changesOf(tree(z.string()), tree(z.string()))).toEqual([]);
    expect(changesOf(tree(z.string()), tree(z.string().nullable()))).not.toEqual([]);
  });
});

describe('a schema', () => {
  it('that cannot read what it writes is found', () => {
    const shout = z.object({ count: z.string().pipe(z.coerce.number()) });
    expect(unreadable(contract(shout))).toEqual([expect.stringContaining('count may be a number when it is written')]);
    expect(unreadable(contract(z.object({ count: z.int().default(0) })))).toEqual([]);
  });

  it.each([
    ['a transformation', z.string().transform(Number)],
    ['a refinement', z.string().refine((text) => text !== 'no')],
    ['a date', z.date()],
    ['a bigint', z.bigint()],
  ])('with %s is refused', (_what, field) => {
    expect(() => contract(z.object({ field }))).toThrow(/^shop\.opened\.v1: .+ Events are plain JSON/);
  });
});
