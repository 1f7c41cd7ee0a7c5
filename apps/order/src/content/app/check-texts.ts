import { Clock } from '@minisuite/kernel';
import { Injectable, Logger } from '@nestjs/common';
import { type CheckOutcome, nextCheckAt, type Verdict, type WaitingText } from '../domain/waiting-text.js';
import { TextChecks } from './ports.js';

// An answer takes up to 4.5 s, and whoever does a round has its lease for 5 s at least: no other process asks about the same texts.
const BEGIN_WITHIN_MS = 500;

/** Asks WeChat about texts that wait, one after the other, so that it is never asked faster than it answers. */
@Injectable()
export class CheckTexts {
  private readonly logger = new Logger('CheckTexts');

  constructor(
    private readonly checks: TextChecks,
    private readonly clock: Clock,
  ) {}

  /** Stops at the first that nobody can say anything of, as then the others need not be asked about either, and when it takes long. */
  async execute(
    texts: readonly WaitingText[],
    settle: (text: WaitingText, outcome: CheckOutcome) => Promise<void>,
  ): Promise<void> {
    const end = this.clock.now().getTime() + BEGIN_WITHIN_MS;
    for (const text of texts) {
      if (this.clock.now().getTime() > end) return;
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
