import { setTimeout as sleep } from 'node:timers/promises';
import type { Books } from '../checks/books.ts';
import { unrestOf } from '../checks/check-rest.ts';
import { decideRefunds, retryRefunds } from '../operator/daily-work.ts';
import { replayLetters } from '../operator/dead-letters.ts';
import type { Operator } from '../operator/operator.ts';
import type { Journal } from '../users/journal.ts';

const LOOK_MS = 2_000;

export interface CalmDown {
  operator: Operator;
  journal: Journal;
  read(): Promise<Books>;
  progress(text: string): void;
  withinMs: number;
}

/** Waits until nothing moves any more, while the operator does what is left to do; gives the books as they are then, or at the deadline. */
export async function calmDown({ operator, journal, read, progress, withinMs }: CalmDown): Promise<Books> {
  const end = Date.now() + withinMs;
  for (;;) {
    await replayLetters(operator, journal);
    await decideRefunds(operator, journal);
    await retryRefunds(operator, journal);
    const books = await read();
    const unrest = unrestOf(books);
    if (unrest.length === 0 || Date.now() > end) return books;
    progress(`${unrest.length} things still move: ${unrest[0]}`);
    await sleep(LOOK_MS);
  }
}
