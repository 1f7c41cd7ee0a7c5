import type { Fen } from '@minisuite/kernel';

/** An amount for people, like ¥23.05. */
export function yuan(amount: Fen): string {
  return `¥${Math.floor(amount / 100)}.${String(amount % 100).padStart(2, '0')}`;
}
