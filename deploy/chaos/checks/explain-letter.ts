import type { Step } from '../plan/steps.ts';
import type { Books } from './books.ts';

type Letter = Books['letters'][number];

const AWAY =
  /UNAVAILABLE|DEADLINE_EXCEEDED|TIMEOUT|timed? ?out|ECONN|EPIPE|PROTOCOL_|closed state|shutdown|[Cc]onnection|[Dd]eadlock|[Ll]ock wait/;

/** The kinds of steps by which a message may rightly come to be parked; none when it should never have been. */
export function explainLetter({ service, reason, error }: Letter, steps: readonly Step[]): string[] {
  const harmed = steps.flatMap((step) => (step.do === 'kill' || step.do === 'freeze' ? [step] : []));
  const kinds = (those: typeof harmed) => [...new Set(those.map((step) => `${step.do} ${step.target}`))];
  // The attempts were ended by deaths of the process itself, or of what it was waiting for.
  if (reason === 'CRASHED') return kinds(harmed.filter(({ target }) => target.replace(/-2$/, '') === service));
  // It was tried for a minute while something was away; what refuses an event refuses it without any step.
  return reason === 'FAILED' && AWAY.test(error) ? kinds(harmed) : [];
}
