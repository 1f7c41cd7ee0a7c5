import { z } from 'zod';

/** A change of an object's fields, what is said of it, and a message that proves the point. */
export type Change = [rule: string, before: z.ZodRawShape, after: z.ZodRawShape, says: string, proof: object];

/** A change of the one field `f`; the proof is a value of it. */
const of = (rule: string, before: z.ZodType, after: z.ZodType, says: string, proof: unknown): Change => [
  rule,
  { f: before },
  { f: after },
  says,
  proof === undefined ? {} : { f: proof },
];

const text = z.string();
const kind = (by: 'A' | 'B') => z.object({ by: z.literal(by), at: text });
const both = z.discriminatedUnion('by', [kind('A'), kind('B')]);

/** What an older consumer cannot read; each proof is a new message that it refuses. */
export const FOR_OLD_CONSUMERS: Change[] = [
  ['a field is removed', { f: text, g: text }, { g: text }, 'f may now be missing (removed or renamed)', { g: '' }],
  ['a field is renamed', { f: text }, { g: text }, 'f may now be missing (removed or renamed)', { g: '' }],
  of('a field becomes optional', text, text.optional(), 'f may now be left out', undefined),
  of('a field becomes nullable', text, text.nullable(), 'f may now be null', null),
  of('another type', text, z.boolean(), 'f may now be a boolean', true),
  of('one more type', text, z.union([text, z.int()]), 'f may now be an integer', 5),
  of('any type', text, z.unknown(), 'f may now be anything', 5),
  of('one more value', z.enum(['A', 'B']), z.enum(['A', 'B', 'C']), 'f may now be "C"', 'C'),
  of('another constant', z.literal('A'), z.literal('B'), 'f may now be "B"', 'B'),
  of('any value', z.enum(['A', 'B']), text, 'f may now be another string than "A", "B"', 'C'),
  of('a fraction', z.int(), z.number(), 'f may now have a fraction', 0.5),
  of('a lower minimum', z.int().min(1), z.int().min(0), 'f may now be less than 1', 0),
  of('no minimum', z.int().positive(), z.int(), 'f may now be less than 1', -5),
  of('the minimum itself', z.number().gt(1), z.number().gte(1), 'f may now be 1 or less', 1),
  of('a higher maximum', z.int().max(9), z.int().max(99), 'f may now be more than 9', 10),
  of('the maximum itself', z.number().lt(9), z.number().lte(9), 'f may now be 9 or more', 9),
  of('finer steps', z.int().multipleOf(10), z.int().multipleOf(5), 'f may now not be a multiple of 10', 15),
  of('a shorter string', text.min(1), text, 'f may now have less than 1 characters', ''),
  of('a longer string', text.max(3), text.max(4), 'f may now have more than 3 characters', 'four'),
  of('no pattern', text.regex(/^\d+$/), text, 'f may now not match /^\\d+$/', 'x'),
  of('another pattern', text.regex(/^a/), text.regex(/^b/), 'f may now not match /^a/', 'b'),
  of('one pattern less', text.regex(/a/).regex(/b/), text.regex(/a/), 'f may now not match /b/', 'a'),
  of(
    'a looser time',
    z.iso.datetime({ precision: 3 }),
    z.iso.datetime(),
    'f may now not match',
    '2026-01-01T00:00:00Z',
  ),
  of('no format', z.url(), text, 'f may now be no uri', 'x'),
  of('a shorter list', z.array(text).min(1), z.array(text), 'f may now have less than 1 items', []),
  of('a longer list', z.array(text).max(1), z.array(text).max(2), 'f may now have more than 1 items', ['', '']),
  of('other items', z.array(text), z.array(text.nullable()), 'f[] may now be null', [null]),
  of('an item more', z.tuple([text]), z.tuple([text, text]), 'f may now have more than 1 items', ['', '']),
  of('another item', z.tuple([text]), z.tuple([z.int()]), 'f[0] may now be an integer', [1]),
  of('other values', z.record(text, text), z.record(text, text.nullable()), 'f.* may now be null', { a: null }),
  of('one more kind', kind('A'), both, 'f.by may now be "B"', { by: 'B', at: '' }),
  of('a field of one kind', both, z.union([kind('A'), kind('B').omit({ at: true })]), 'f.at may now be missing', {
    by: 'B',
  }),
  of('a strict object', z.strictObject({}), z.strictObject({ a: text.optional() }), 'f.a may now be there', { a: '' }),
  of('a strict object opens', z.strictObject({}), z.looseObject({}), 'f.* may now be there', { a: '' }),
];

/** What a new consumer could not read; each proof is an old message that it refuses. */
export const FOR_STORED_MESSAGES: Change[] = [
  ['a required field is new', { g: text }, { f: text, g: text }, 'f may no longer be missing', { g: '' }],
  of('an optional field is required', text.optional(), text, 'f may no longer be left out', undefined),
  of('a default is gone', text.default(''), text, 'f may no longer be left out', undefined),
  of('null is gone', text.nullable(), text, 'f may no longer be null', null),
  of('another type', text, z.boolean(), 'f may no longer be a string', 'x'),
  of('one type less', z.union([text, z.int()]), text, 'f may no longer be an integer', 5),
  of('one type of any', z.unknown(), text, 'f may no longer be anything', 5),
  of('one value less', z.enum(['A', 'B', 'C']), z.enum(['A', 'B']), 'f may no longer be "C"', 'C'),
  of('some values only', text, z.enum(['A', 'B']), 'f may no longer be another string than "A", "B"', 'C'),
  of('values with a new rule', z.enum(['A', 'b']), text.regex(/^[A-Z]$/), 'f may no longer not match /^[A-Z]$/', 'b'),
  of('whole numbers only', z.number(), z.int(), 'f may no longer have a fraction', 0.5),
  of('a higher minimum', z.int().min(0), z.int().min(1), 'f may no longer be less than 1', 0),
  of('a new minimum', z.int(), z.int().nonnegative(), 'f may no longer be less than 0', -5),
  of('the minimum itself', z.number().gte(1), z.number().gt(1), 'f may no longer be 1 or less', 1),
  of('a lower maximum', z.int().max(99), z.int().max(9), 'f may no longer be more than 9', 10),
  of('coarser steps', z.int(), z.int().multipleOf(5), 'f may no longer not be a multiple of 5', 3),
  of('a longer string', text, text.min(1), 'f may no longer have less than 1 characters', ''),
  of('a shorter string', text.max(4), text.max(3), 'f may no longer have more than 3 characters', 'four'),
  of('a new pattern', text, text.regex(/^\d+$/), 'f may no longer not match /^\\d+$/', 'x'),
  of(
    'a stricter time',
    z.iso.datetime(),
    z.iso.datetime({ precision: 3 }),
    'f may no longer not match',
    '2026-01-01T00:00:00Z',
  ),
  of('a new format', text, z.url(), 'f may no longer be no uri', 'x'),
  of('a longer list', z.array(text), z.array(text).min(1), 'f may no longer have less than 1 items', []),
  of('a shorter list', z.array(text), z.array(text).max(1), 'f may no longer have more than 1 items', ['', '']),
  of('fewer items', z.array(text.nullable()), z.array(text), 'f[] may no longer be null', [null]),
  of(
    'other names',
    z.record(text, text),
    z.record(text.max(1), text),
    'f may no longer break the rule "propertyNames"',
    { ab: '' },
  ),
  of('one kind less', both, kind('A'), 'f.by may no longer be "B"', { by: 'B', at: '' }),
  of('a strict object', z.looseObject({}), z.strictObject({}), 'f.* may no longer be there', { a: '' }),
  of(
    'a name that was free',
    z.looseObject({}),
    z.looseObject({ a: z.int().optional() }),
    'f.a may no longer be anything',
    { a: '' },
  ),
];

/** Changes that all consumers survive in both directions; each proof is a new message, the old one being without `g`. */
export const ADDITIVE: Change[] = [
  ['nothing', { f: text }, { f: text }, '', { f: '' }],
  ['another order', { f: text, g: text }, { g: text, f: text }, '', { f: '', g: '' }],
  ['an optional field', { f: text }, { f: text, g: text.optional() }, '', { f: '', g: '' }],
  ['an optional object', { f: text }, { f: text, g: z.object({ h: text }).optional() }, '', { f: '', g: { h: '' } }],
  ['an optional list', { f: text }, { f: text, g: z.array(z.int()).optional() }, '', { f: '', g: [1] }],
  ['a field with a default', { f: text }, { f: text, g: z.int().default(0) }, '', { f: '' }],
  ['a default for a field', { f: text }, { f: text.default('') }, '', { f: 'x' }],
  ['a description', { f: text }, { f: text.describe('what it is') }, '', { f: '' }],
  ['the same limit in other words', { f: z.int().positive() }, { f: z.int().min(1) }, '', { f: 1 }],
  ['the same values in another order', { f: z.enum(['A', 'B']) }, { f: z.enum(['B', 'A']) }, '', { f: 'A' }],
  ['the same union in other words', { f: text.nullable() }, { f: z.union([z.null(), text]) }, '', { f: null }],
  ['values as kinds', { f: z.enum(['A', 'B']) }, { f: z.union([z.literal('A'), z.literal('B')]) }, '', { f: 'B' }],
  ['a tolerant reader', { f: z.strictObject({ a: text }) }, { f: z.object({ a: text }) }, '', { f: { a: '' } }],
];
