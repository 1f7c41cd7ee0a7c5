import type { Verdict } from '../domain/waiting-text.js';

/** WeChat's word on texts that others will read. */
export abstract class TextChecks {
  /** What a person would have to look at is rejected, and so is what a user has left behind. Throws when nobody can say now. */
  abstract verdictOn(userId: string, text: string): Promise<Verdict>;
}
