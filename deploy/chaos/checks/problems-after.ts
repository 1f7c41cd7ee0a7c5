import type { Books } from './books.ts';
import type { Told } from './check-orders.ts';
import { judge, type Played } from './judge.ts';
import { soundBooks, soundlyTold } from './sound-books.ts';

export type Change = (books: Books, told: Told) => unknown;

export const PLAYED: Played = { acts: Array.from({ length: 100 }), steps: [] };

/** What the checks find when this has been done to sound books. */
export function problemsAfter(change: Change, played = PLAYED): string[] {
  const [books, told] = [soundBooks(), soundlyTold()];
  change(books, told);
  return judge(books, told, played).flatMap(({ name, problems }) => problems.map((problem) => `${name}: ${problem}`));
}

export const first = <T>(items: readonly T[]): T => items[0] as T;

export const without = <T>(items: T[], index: number) => items.splice(index, 1);
