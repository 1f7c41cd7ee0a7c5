import { describe, expect, it } from '@jest/globals';
import { allPages } from './all-pages.js';

const listOf = (count: number) => {
  const asked: string[] = [];
  const ask = async ({ limit, cursor }: { limit: number; cursor: string }) => {
    asked.push(cursor);
    const from = Number(cursor || '0');
    const items = Array.from({ length: Math.min(limit, count - from) }, (_, index) => from + index);
    const next = from + items.length;
    return { items, nextCursor: next < count ? String(next) : null };
  };
  return { ask, asked };
};

describe('allPages', () => {
  it.each([
    [0, 1],
    [100, 1],
    [101, 2],
    [250, 3],
  ])('finds all of %d items in %d pages', async (count, pages) => {
    const { ask, asked } = listOf(count);
    const { items, more } = await allPages(ask, 1000);
    expect([items.length, more, asked.length]).toEqual([count, false, pages]);
    expect(new Set(items).size).toBe(count);
  });

  it('stops at the most that is wanted, and says so', async () => {
    const { ask, asked } = listOf(10_000);
    const { items, more } = await allPages(ask, 150);
    expect([items.length, more, asked.length]).toEqual([150, true, 2]);
  });
});
