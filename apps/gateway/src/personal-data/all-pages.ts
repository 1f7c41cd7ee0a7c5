const PAGE = 100;

/** All items of a list, newest first, but no more than `most`; and whether there are more. */
export async function allPages<T>(
  ask: (page: { limit: number; cursor: string }) => Promise<{ items: T[]; nextCursor: string | null }>,
  most: number,
): Promise<{ items: T[]; more: boolean }> {
  const items: T[] = [];
  for (let cursor: string | null = ''; ;) {
    const page: { items: T[]; nextCursor: string | null } = await ask({ limit: PAGE, cursor });
    items.push(...page.items);
    cursor = page.nextCursor;
    if (cursor === null) return { items, more: false };
    if (items.length >= most) return { items: items.slice(0, most), more: true };
  }
}
