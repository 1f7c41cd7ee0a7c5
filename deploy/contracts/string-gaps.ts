import type { JsonSchema } from './json-schema.ts';
import { above, below, closed } from './limit-gaps.ts';

/** What a string may be that the reader does not take, each as the end of "may …". */
export function stringGaps(written: JsonSchema, read: JsonSchema): string[] {
  const length = typeof written.const === 'string' ? written.const.length : undefined;
  const characters = (limit: string) => `have ${limit} characters`;
  return [
    below(closed(length ?? written.minLength, 0), closed(read.minLength, 0), characters),
    above(closed(length ?? written.maxLength, Infinity), closed(read.maxLength, Infinity), characters),
    hasFormat(written, read) ? undefined : `be no ${read.format}`,
    ...patternsOf(read).map((pattern) => (follows(written, pattern) ? undefined : `not match /${pattern}/`)),
  ].filter((gap) => gap !== undefined);
}

// A format that comes with a pattern is checked by its pattern.
function hasFormat(written: JsonSchema, read: JsonSchema): boolean {
  return read.format === undefined || patternsOf(read).length > 0 || read.format === written.format;
}

function patternsOf({ pattern, allOf = [] }: JsonSchema): string[] {
  return [pattern, ...allOf.map((each) => each.pattern)].filter((each) => each !== undefined);
}

// Whether one pattern allows less than another cannot be told, so only the very same pattern is known to be safe.
function follows(written: JsonSchema, pattern: string): boolean {
  if (typeof written.const === 'string') return new RegExp(pattern, 'u').test(written.const);
  return patternsOf(written).includes(pattern);
}
