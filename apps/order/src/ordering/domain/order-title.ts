import type { OrderLine } from './order-state.js';

/** One line for a message: the first thing bought, and how many pieces in all when there is more than one line. */
export function orderTitle(lines: readonly Pick<OrderLine, 'title' | 'quantity'>[]): string {
  const first = lines[0]?.title ?? '';
  if (lines.length < 2) return first;
  return `${first} 等${lines.reduce((pieces, { quantity }) => pieces + quantity, 0)}件`;
}
