import type { Attempt } from './delivery-attempts.js';

/**
 * How often exactly these events have been handed to their handler without coming to an end, by whichever process. When they were in
 * a larger attempt the answer is `together`: one of them may be guilty of its end.
 */
export function begunBefore(last: Attempt | null, eventIds: readonly string[]): number | 'together' {
  const begun = new Set(last?.eventIds);
  if (!last || !eventIds.some((id) => begun.has(id))) return 0;
  if (eventIds.length > 1) return 'together';
  return begun.size === 1 ? last.attempts : 0;
}
