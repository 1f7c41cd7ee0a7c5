import { Background } from '@minisuite/service';
import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { AnnounceAgain } from '../../app/announce-again.js';

const EVERY_MS = 500;

/** In every process, without a lease: what is announced twice is announced. */
@Injectable()
export class AnnouncementsWatch implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly background: Background;

  constructor(announceAgain: AnnounceAgain) {
    // While the store is away there is no session that is good; when it is back it has to be looked at soon, so there is no growing pause.
    const look = () => announceAgain.execute().catch(() => {});
    this.background = new Background('AnnouncementsWatch', EVERY_MS, look);
  }

  onApplicationBootstrap(): void {
    this.background.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.background.stop();
  }
}
