import { describe, expect, it } from '@jest/globals';
import type { Books } from '../checks/books.ts';
import { soundBooks } from '../checks/sound-books.ts';
import { Stillness } from './stillness.ts';

describe('stillness', () => {
  it('is reached when nothing has changed for that long', () => {
    const stillness = new Stillness(60_000);
    expect([0, 59_999, 60_000].map((now) => stillness.isReached(soundBooks(), now))).toEqual([false, false, true]);
  });

  it.each<[string, (books: Books) => unknown]>([
    ['a row', ({ refunds }) => Object.assign(refunds[0] ?? {}, { status: 'PROCESSING' })],
    ['an event that was handled', ({ handled }) => (handled.get('message') as string[]).push('9')],
  ])('begins anew with %s', (_what, change) => {
    const stillness = new Stillness(60_000);
    stillness.isReached(soundBooks(), 0);
    const books = soundBooks();
    change(books);
    expect([stillness.isReached(books, 60_000), stillness.isReached(books, 120_000)]).toEqual([false, true]);
  });

  it('is not reached while something will be tried again', () => {
    const stillness = new Stillness(60_000);
    stillness.isReached(soundBooks(), 0);
    expect(stillness.isReached({ ...soundBooks(), nextTryMs: 500 }, 90_000)).toBe(false);
    expect(stillness.isReached(soundBooks(), 90_000)).toBe(true);
  });
});
