import { setTimeout as sleep } from 'node:timers/promises';
import type { Books } from '../checks/books.ts';
import { unrestOf, untoldOf } from '../checks/check-rest.ts';
import { decideRefunds, retryRefunds } from '../operator/daily-work.ts';
import { replayLetters } from '../operator/dead-letters.ts';
import type { Operator } from '../operator/operator.ts';
import type { WechatControl } from '../steps/wechat-control.ts';
import type { Journal } from '../users/journal.ts';
import { Stillness } from './stillness.ts';

const LOOK_MS = 2_000;
const STILL_MS = 60_000;
/** WeChat repeats what was lost after minutes and hours of its own clock; nobody needs to wait for that. */
const HURRY_MS = 60_000;

export interface CalmDown {
  operator: Operator;
  wechat: WechatControl;
  journal: Journal;
  read(): Promise<Books>;
  progress(text: string): void;
  withinMs: number;
  lookMs?: number;
  stillMs?: number;
}

/** Waits until nothing moves any more, while the operator does what is left to do; gives the books as they are then, or when nothing can move, or at the deadline. */
export async function calmDown(options: CalmDown): Promise<Books> {
  const { operator, wechat, journal, read, progress, withinMs, lookMs = LOOK_MS, stillMs = STILL_MS } = options;
  const end = Date.now() + withinMs;
  const stillness = new Stillness(stillMs);
  for (;;) {
    await replayLetters(operator, journal);
    await decideRefunds(operator, journal);
    await retryRefunds(operator, wechat, journal);
    const books = await read();
    const unrest = unrestOf(books);
    const still = stillness.isReached(books, Date.now());
    if ((unrest.length === 0 && stillness.isSame) || still || Date.now() > end) return books;
    if (untoldOf(books).length > 0) await wechat.hurry(HURRY_MS);
    progress(unrest.length > 0 ? `${unrest.length} things still move: ${unrest[0]}` : 'nothing moves, it seems');
    await sleep(lookMs);
  }
}
