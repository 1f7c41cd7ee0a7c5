import { REQUEST } from '@minisuite/database';
import { Clock } from '@minisuite/kernel';
import { Injectable } from '@nestjs/common';
import { CheckTexts } from '../../content/app/check-texts.js';
import type { Verdict } from '../../content/domain/waiting-text.js';
import { changeStatus } from './change-status.js';
import { ReviewQueries, ReviewTransactions } from './ports.js';

const BITE = 20;

/** Publishes reviews that were written while WeChat could not be asked, as soon as it has nothing against them. */
@Injectable()
export class CheckReviews {
  constructor(
    private readonly queries: ReviewQueries,
    private readonly texts: CheckTexts,
    private readonly transactions: ReviewTransactions,
    private readonly clock: Clock,
  ) {}

  /** Takes one bite, and never says that there is more: WeChat counts how often it is asked in a minute. */
  async execute(): Promise<boolean> {
    const due = await this.queries.due(this.clock.now(), BITE);
    await this.texts.execute(due, ({ id }, outcome) =>
      'verdict' in outcome ? this.settle(id, outcome.verdict) : this.postpone(id, outcome.nextAt),
    );
    return false;
  }

  private async settle(id: string, verdict: Verdict): Promise<void> {
    await this.transactions.run(REQUEST, async (repositories) => {
      const review = await repositories.reviews.lock(id);
      // An operator was faster, or its author has left.
      if (review?.status !== 'PENDING') return;
      await changeStatus(repositories, review, verdict === 'PASSED' ? 'PUBLISHED' : 'REJECTED');
    });
  }

  private async postpone(id: string, nextAt: Date): Promise<void> {
    await this.transactions.run(REQUEST, ({ reviews }) => reviews.postpone(id, nextAt));
  }
}
