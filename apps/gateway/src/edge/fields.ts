import { z } from 'zod';

const MAX_ID = 2n ** 63n - 1n;

/** An id as clients write it. */
export const idField = z
  .string('must be a string')
  .regex(/^\d{1,20}$/, 'must be a decimal id')
  .refine((text) => !/^\d{1,20}$/.test(text) || BigInt(text) <= MAX_ID, 'is out of range')
  .meta({ example: '7226319841234567168' });

/** An amount in fen. */
export const fenField = z.int().nonnegative().meta({ description: 'Fen (1/100 CNY).', example: 1990 });

/** A moment, in UTC with milliseconds. */
export const instantField = z.string().meta({ format: 'date-time', example: '2026-01-31T08:00:00.000Z' });

/** Text typed by people: no more than `max` characters as people count them, no control characters. */
export const textField = (max: number) =>
  z
    .string()
    .refine((text) => text.length <= max || [...text].length <= max, `must have at most ${max} characters`)
    .meta({ maxLength: max })
    .refine((text) => !hasControls(text), 'must not contain control characters');

/** What somebody has to say in words. */
export const wordsField = (max: number) => textField(max).refine((given) => given.trim() !== '', 'must say something');

/** A yes or no in a query. */
export const flagField = z
  .enum(['true', 'false'])
  .default('false')
  .transform((text) => text === 'true');

/** `?limit=&cursor=` of every list. */
export const pageQuery = {
  limit: z.preprocess(wholeNumber, z.int().min(1).max(100)).default(20).meta({ default: 20 }),
  cursor: z
    .string()
    .regex(/^[\w-]{0,200}$/, 'is not a cursor')
    .default(''),
};

/** One page of a list. */
export const pageOf = <S extends z.ZodType>(item: S) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });

/** The body of a POST that says everything by its path: none, or an empty object. */
export const noBody = z.strictObject({}).optional();

/** What a handler without an answer answers. */
export const nothing = z.null();

function wholeNumber(value: unknown): unknown {
  return typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value;
}

function hasControls(text: string): boolean {
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    if ((code < 32 && code !== 9 && code !== 10 && code !== 13) || code === 127) return true;
  }
  return false;
}
