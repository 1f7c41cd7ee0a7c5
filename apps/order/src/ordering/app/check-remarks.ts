import { REQUEST } from '@minisuite/database';
import { Clock } from '@minisuite/kernel';
import { Injectable } from '@nestjs/common';
import { CheckTexts } from '../../content/app/check-texts.js';
import { OrderingTransactions, WaitingRemarks } from './ports.js';

const BITE = 20;

/** Shows remarks to those who run the shop as soon as WeChat has nothing against them. */
@Injectable()
export class CheckRemarks {
  constructor(
    private readonly waiting: WaitingRemarks,
    private readonly texts: CheckTexts,
    private readonly transactions: OrderingTransactions,
    private readonly clock: Clock,
  ) {}

  /** Takes one bite, and never says that there is more: WeChat counts how often it is asked in a minute. */
  async execute(): Promise<boolean> {
    const due = await this.waiting.due(this.clock.now(), BITE);
    await this.texts.execute(due, ({ id }, outcome) =>
      this.transactions.run(REQUEST, ({ remarks }) =>
        'verdict' in outcome ? remarks.settle(id, outcome.verdict) : remarks.postpone(id, outcome.nextAt),
      ),
    );
    return false;
  }
}
