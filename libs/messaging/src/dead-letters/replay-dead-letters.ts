import { RequestContext } from '@minisuite/service';
import { isDomainError } from '@minisuite/kernel';
import { Inject, Injectable } from '@nestjs/common';
import type { DeadLetterFilter } from './dead-letter.js';
import { DeadLetterQueries } from './dead-letter-queries.js';
import { ReplayDeadLetter, type ReplayOutcome } from './replay-dead-letter.js';

// One more handler may have to come to its end, and the answer has to reach the caller.
const MARGIN_MS = 3000;

/** How many letters came out how, and how many parked ones that match were not tried. */
export interface ReplayCount extends Readonly<Record<ReplayOutcome, number>> {
  readonly remaining: number;
}

/** Replays parked messages, the oldest first, one after the other, as far as the caller's deadline allows. */
@Injectable()
export class ReplayDeadLetters {
  constructor(
    @Inject(DeadLetterQueries) private readonly letters: DeadLetterQueries,
    @Inject(ReplayDeadLetter) private readonly replay: ReplayDeadLetter,
  ) {}

  async run(given: DeadLetterFilter, limit: number): Promise<ReplayCount> {
    const filter: DeadLetterFilter = { ...given, state: 'PARKED' };
    const count = { HANDLED: 0, ALREADY_HANDLED: 0, FAILED: 0 };
    const end = (RequestContext.current()?.deadline ?? Infinity) - MARGIN_MS;
    let after: string | null = null;
    for (const id of await this.letters.ids(filter, limit)) {
      if (Date.now() > end) break;
      after = id;
      const outcome = await this.once(id);
      if (outcome) count[outcome] += 1;
    }
    return { ...count, remaining: await this.letters.count({ filter, after }) };
  }

  // Somebody else may have been faster with one of them.
  private async once(id: string): Promise<ReplayOutcome | undefined> {
    try {
      return (await this.replay.run(id)).outcome;
    } catch (error) {
      if (isDomainError(error) && error.kind === 'conflict') return undefined;
      throw error;
    }
  }
}
