import type { Act } from '../plan/acts.ts';
import type { Traffic } from './phone.ts';

/** An order that a user has been told about. */
export interface KnownOrder {
  id: string;
  userId: string;
  key: string;
  amount: number;
  act: Act;
}

/** What the users did and what they were told, which is all that they have to believe. */
export class Journal {
  readonly traffic: Traffic = { sent: 0, unknown: 0, givenUp: 0 };
  readonly counts = new Map<string, number>();
  readonly orders = new Map<string, KnownOrder>();
  /** Keys of order requests whose outcome nobody has learned, by user. */
  readonly unknownKeys = new Map<string, string[]>();
  /** Answers that no user should ever get. */
  readonly complaints: string[] = [];
  begun = 0;
  ended = 0;

  count(what: string, times = 1): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + times);
  }

  of(what: string): number {
    return this.counts.get(what) ?? 0;
  }

  complain(act: Act, problem: string): void {
    this.complaints.push(`act ${act.no} (${act.story}): ${problem}`);
  }
}
