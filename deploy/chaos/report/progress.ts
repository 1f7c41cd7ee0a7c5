import type { Journal } from '../users/journal.ts';

const EVERY_MS = 1_000;
const EVERY_WITHOUT_TERMINAL_MS = 5_000;

/** Says how far the users are, once a second at most; `say` writes a line. */
export function showProgress(journal: Journal, orders: number, say: (line: string) => void): () => void {
  const startedAt = Date.now();
  let last = '';
  const timer = setInterval(
    () => {
      const text = progressText(journal, orders);
      if (text === last) return;
      last = text;
      say(`${String(Math.round((Date.now() - startedAt) / 1000)).padStart(6)} s  ${text}`);
    },
    process.stdout.isTTY ? EVERY_MS : EVERY_WITHOUT_TERMINAL_MS,
  );
  return () => clearInterval(timer);
}

export function progressText(journal: Journal, orders: number): string {
  return [
    `${journal.ended}/${orders} acts`,
    `placed ${journal.of('orders placed')}`,
    `paid ${journal.of('payments made')}`,
    `cancelled ${journal.of('cancellations')}`,
    `refunds ${journal.of('refunds asked')}`,
    `unknown answers ${journal.traffic.unknown}`,
  ].join(' · ');
}
