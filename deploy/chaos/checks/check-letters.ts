import type { Step } from '../plan/steps.ts';
import { type Books, groupBy, type Verdict } from './books.ts';
import { explainLetter } from './explain-letter.ts';

/** Nothing is parked when an operator has replayed what could be, and what was can be explained by what was broken. */
export function checkLetters({ letters }: Books, steps: readonly Step[]): Verdict[] {
  const left = letters.filter(({ state }) => state !== 'REPLAYED');
  const unexplained = letters.filter((letter) => explainLetter(letter, steps).length === 0);
  const byReason = [...groupBy(letters, ({ reason }) => reason)].sort(([a], [b]) => a.localeCompare(b));
  return [
    {
      name: 'no message is parked',
      checked: letters.length,
      figure: `${letters.length - left.length} replayed`,
      problems: left.map(
        ({ service, id, type, reason, eventId }) => `${service}: ${id} ${type} ${eventId} (${reason})`,
      ),
    },
    {
      name: 'what was parked is explained by a step',
      checked: letters.length,
      figure: byReason.map(([reason, same]) => `${reason} ${same.length}`).join(', '),
      problems: unexplained.map(
        ({ service, type, eventId, reason, error }) =>
          `${service}: ${type} ${eventId} ${reason}, ${error.slice(0, 160)}`,
      ),
    },
  ];
}
