import { z } from 'zod';

/** An id as clients write it: below 9.2e18, so that it fits into 63 bits and a pattern in the document can say so. */
export const idField = z
  .string('must be a string')
  .regex(/^(?:\d{1,18}|[0-8]\d{18}|9[01]\d{17})$/, 'must be a decimal id')
  .meta({ example: '7226319841234567168' });

/** An amount in fen. */
export const fenField = z.int().nonnegative().meta({ description: 'Fen (1/100 CNY).', example: 1990 });

/** A moment, in UTC with milliseconds. */
export const instantField = z.string().meta({ format: 'date-time', example: '2026-01-31T08:00:00.000Z' });

/* oxlint-disable no-control-regex -- control characters are what is looked for */
// Rules on text are patterns rather than functions, so that the document tells them to whoever writes a client.
const boundedText = (max: number, allowed: RegExp) =>
  z
    .string()
    .refine((text) => text.length <= max || [...text].length <= max, `must have at most ${max} characters`)
    .meta({ maxLength: max })
    .regex(allowed, 'must not contain control characters');

/** Text typed by people: no more than `max` characters as people count them, no control characters. */
export const textField = (max: number) => boundedText(max, /^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]*$/);

/** Text on one line, as on a parcel label: also without tabs, line breaks and marks that turn the direction of writing. */
export const lineField = (max: number) =>
  boundedText(max, /^[^\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]*$/);

/** A code that WeChat gave to the mini-program. */
export const codeField = () => z.string().regex(/^[\x21-\x7e]{1,256}$/, 'must be 1 to 256 visible ASCII characters');

/** What somebody has to say in words. */
export const wordsField = (max: number) => textField(max).regex(/\S/, 'must say something');

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
    .meta({ format: 'cursor' })
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
