/** What a request is worth when not all can be served. */
export type Worth = 'much' | 'usual';

const FREE: Record<Worth, number> = { usual: 0.7, much: 0.8 };

/**
 * Up to which share of the limit others may be at work when a request is let in; `chance` is any number from 0 to 1. The fuller it is the
 * more are refused, and more of those that are worth less, but never all of one kind while there is room for any.
 */
export function roomFor(worth: Worth, chance: number): number {
  return FREE[worth] + (1 - FREE[worth]) * chance;
}
