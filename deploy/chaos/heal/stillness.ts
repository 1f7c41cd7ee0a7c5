import { createHash } from 'node:crypto';
import type { Books } from '../checks/books.ts';

/** Sees when books do not change any more. */
export class Stillness {
  readonly #afterMs: number;
  #digest = '';
  #since = 0;
  #isSame = false;

  constructor(afterMs: number) {
    this.#afterMs = afterMs;
  }

  /** Whether the last two readings were the same: only then was all of it, which is read piece by piece, so at one moment. */
  get isSame(): boolean {
    return this.#isSame;
  }

  /** True when nothing has changed for a while, and nothing is going to be tried again. */
  isReached(books: Books, now: number): boolean {
    const { nextTryMs, ...content } = books;
    const entries = { ...content, handled: [...books.handled], subscribers: [] };
    const digest = createHash('sha1').update(JSON.stringify(entries)).digest('hex');
    this.#isSame = digest === this.#digest;
    if (!this.#isSame) this.#since = now;
    this.#digest = digest;
    return nextTryMs === null && now - this.#since >= this.#afterMs;
  }
}
