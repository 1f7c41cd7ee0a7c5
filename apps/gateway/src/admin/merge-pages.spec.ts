import { describe, expect, it } from '@jest/globals';
import { decodeCursor } from '@minisuite/kernel';
import { mergePages, type PartialPage } from './merge-pages.js';

interface Item {
  readonly id: string;
}

/** A page of a service that has these ids, as services answer. */
function pageOf(ids: readonly number[], before: number | null, limit: number): PartialPage<Item> {
  const wanted = ids.filter((id) => before === null || id < before).toSorted((a, b) => b - a);
  return {
    items: wanted.slice(0, limit).map((id) => ({ id: String(id) })),
    nextCursor: wanted.length > limit ? 'x' : '',
  };
}

function readAll(services: readonly (readonly number[])[], limit: number, limitOf = (_service: number) => limit) {
  const read: string[] = [];
  let before: number | null = null;
  for (let turn = 0; turn < 500; turn += 1) {
    const pages = services.map((ids, index) => pageOf(ids, before, limitOf(index)));
    const { items, nextCursor } = mergePages(pages, limit);
    expect(items.length).toBeLessThanOrEqual(limit);
    read.push(...items.map(({ id }) => id));
    if (nextCursor === null) return read;
    before = Number(decodeCursor(nextCursor));
  }
  throw new Error('the pages have no end');
}

const services = [[1, 2, 3, 50, 51], [4, 5, 6, 7, 8, 9, 10, 100], [], [11, 12, 99, 101, 102, 103, 104, 1000]];
const everything = services
  .flat()
  .toSorted((a, b) => b - a)
  .map(String);

describe('mergePages', () => {
  it.each([1, 2, 3, 7, 20, 21, 100])('shows everything once, newest first, with %d a page', (limit) => {
    expect(readAll(services, limit)).toEqual(everything);
  });

  it('shows everything once when a service gives fewer than it was asked for', () => {
    expect(readAll(services, 5, (service) => service + 1)).toEqual(everything);
  });

  it('compares ids as numbers', () => {
    const pages = ['9', '10', '9007199254740993', '9007199254740992'].map((id) => ({
      items: [{ id }],
      nextCursor: '',
    }));
    expect(mergePages(pages, 10).items.map(({ id }) => id)).toEqual([
      '9007199254740993',
      '9007199254740992',
      '10',
      '9',
    ]);
  });

  it('has no next page when there is nothing, or no more than this', () => {
    expect(mergePages([], 5)).toEqual({ items: [], nextCursor: null });
    expect(mergePages([pageOf([1, 2], null, 2)], 2).nextCursor).toBeNull();
  });
});
