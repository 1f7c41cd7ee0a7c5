import { REQUEST } from '@minisuite/database';
import { Clock } from '@minisuite/kernel';
import { Injectable, Logger } from '@nestjs/common';
import { ContentCheck, type DueDraft, DraftQueries, IdentityTransactions, Profiles } from '../../identity/app/ports.js';
import { WechatUnavailable } from '../../identity/domain/identity-errors.js';
import { askAgainAt, MOST_SUBMISSIONS, verdictDueAt } from '../domain/next-ask.js';
import { SettleDraft } from './settle-draft.js';

const BITE = 20;
// An answer takes up to 3.5 s, and whoever does a round has its lease for 5 s at least: no other process asks about the same drafts.
const BEGIN_WITHIN_MS = 500;

/** Asks WeChat about drafts, one after the other, so that it is never asked faster than it answers. */
@Injectable()
export class CheckDrafts {
  private readonly logger = new Logger('Drafts');

  constructor(
    private readonly queries: DraftQueries,
    private readonly profiles: Profiles,
    private readonly contentCheck: ContentCheck,
    private readonly settle: SettleDraft,
    private readonly transactions: IdentityTransactions,
    private readonly clock: Clock,
  ) {}

  /** Takes one bite, and never says that there is more: WeChat counts how often it is asked in a minute. */
  async execute(): Promise<boolean> {
    const now = this.clock.now();
    for (const draft of await this.queries.due(now, BITE)) {
      if (this.clock.now().getTime() > now.getTime() + BEGIN_WITHIN_MS) break;
      try {
        await this.ask(draft);
      } catch (error) {
        if (!(error instanceof WechatUnavailable)) throw error;
        await this.postpone(draft);
        // Then the others need not be asked about either.
        break;
      }
    }
    return false;
  }

  private async ask(draft: DueDraft): Promise<void> {
    const openid = await this.profiles.openidOf(draft.userId);
    if (openid === null) return await this.settle.run(draft, false);
    if (draft.field === 'avatarUrl') return await this.submit(draft, openid);
    await this.settle.run(draft, (await this.contentCheck.verdictOn(draft.value, 'profile', openid)) === 'pass');
  }

  private async submit(draft: DueDraft, openid: string): Promise<void> {
    const lost = draft.state === 'SUBMITTED';
    if (lost) this.logger.warn({ userId: draft.userId, submissions: draft.attempts }, 'no verdict on a picture came');
    if (lost && draft.attempts >= MOST_SUBMISSIONS) return await this.settle.run(draft, false);
    const traceId = await this.contentCheck.submitPicture(draft.value, openid);
    if (traceId === null) return await this.settle.run(draft, false);
    const nextAt = verdictDueAt(this.clock.now());
    await this.transactions.run(REQUEST, ({ drafts }) => drafts.noteSubmitted(draft.id, traceId, nextAt));
  }

  private async postpone({ id, state, attempts }: DueDraft): Promise<void> {
    const unanswered = attempts + 1;
    const nextAt = askAgainAt(this.clock.now(), unanswered);
    const counted = state === 'WAITING' ? unanswered : attempts;
    await this.transactions.run(REQUEST, ({ drafts }) => drafts.postpone(id, counted, nextAt));
  }
}
