import type { Journal } from '../users/journal.ts';
import type { Operator } from './operator.ts';

interface Letter {
  id: string;
}

/** Hands every parked message to its handler once more; answers those that failed again. */
export async function replayLetters(operator: Operator, journal: Journal): Promise<void> {
  for (const { id } of await operator.list<Letter>('/dead-letters?state=PARKED')) {
    const answer = await operator.ask('POST', `/dead-letters/${id}/replay`);
    const { outcome } = (answer?.data ?? {}) as { outcome?: string };
    if (outcome) journal.count(`dead letters replayed: ${outcome}`);
  }
}
