import { Clock } from '@minisuite/kernel';
import { Injectable, Logger } from '@nestjs/common';
import { SessionPolicy } from '../domain/session-policy.js';
import { EndedSessions, RecentEnds } from './ports.js';

/** Announces ended sessions once more when the store of the announcements has lost its data: their access tokens would be good again. */
@Injectable()
export class AnnounceAgain {
  private readonly logger = new Logger('EndedSessions');

  constructor(
    private readonly endedSessions: EndedSessions,
    private readonly recentEnds: RecentEnds,
    private readonly policy: SessionPolicy,
    private readonly clock: Clock,
  ) {}

  async execute(): Promise<void> {
    if (await this.endedSessions.areKept()) return;
    const since = new Date(this.clock.now().getTime() - this.policy.accessTokenMs);
    const ids = await this.recentEnds.since(since);
    await Promise.all(ids.map((id) => this.endedSessions.announce(id)));
    // Last: a process that dies before this line leaves the work to the next round.
    await this.endedSessions.noteKept();
    this.logger.log({ sessions: ids.length }, 'ended sessions are announced again');
  }
}
