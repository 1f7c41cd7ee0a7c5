import { Clock } from '@minisuite/kernel';
import { Injectable, Logger } from '@nestjs/common';
import { type CheckOutcome, nextCheckAt, type Verdict, type WaitingText } from '../domain/waiting-text.js';
import { TextChecks } from './ports.js';

/** Asks WeChat about texts that wait, one after the other, so that it is never asked faster than it answers. */
@Injectable()
export class CheckTexts {
  private readonly logger = new Logger('CheckTexts');

  constructor(
    private readonly checks: TextChecks,
    private readonly clock: Clock,
  ) {}

  /** Stops at the first that nobody can say anything of: then the others need not be asked about either. */
  async execute(
    texts: readonly WaitingText[],
    settle: (text: WaitingText, outcome: CheckOutcome) => Promise<void>,
  ): Promise<void> {
    for (const text of texts) {
      const verdict = await this.verdictOn(text);
      if (verdict) {
        await settle(text, { verdict });
        continue;
      }
      await settle(text, { nextAt: nextCheckAt(this.clock.now(), text.unanswered + 1) });
      return;
    }
  }

  /** Null when nobody can say now. */
  async verdictOn({ userId, text }: Pick<WaitingText, 'userId' | 'text'>): Promise<Verdict | null> {
    try {
      return await this.checks.verdictOn(userId, text);
    } catch (error) {
      this.logger.warn({ err: error }, 'texts have to wait for WeChat');
      return null;
    }
  }
}
