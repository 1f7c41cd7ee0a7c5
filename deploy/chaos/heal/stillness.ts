import { createHash } from 'node:crypto';
import type { Books } from '../checks/books.ts';

/** Sees when books do not change any more. */
export class Stillness {
  readonly #afterMs: number;
  #digest = '';
  #since = 0;

  constructor(afterMs: number) {
    this.#afterMs = afterMs;
  }

  /** True when nothing has changed for a while, and nothing is going to be tried again. */
  isReached(books: Books, now: number): boolean {
    const { nextTryMs, ...content } = books;
    const entries = { ...content, handled: [...books.handled], subscribers: [] };
    const digest = createHash('sha1').update(JSON.stringify(entries)).digest('hex');
    if (digest !== this.#digest) this.#since = now;
    this.#digest = digest;
    return nextTryMs === null && now - this.#since >= this.#afterMs;
  }
}
