import { LeasedTimer, Leases } from '@minisuite/database';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { CheckReviews } from '../../app/check-reviews.js';

const EVERY_MS = 1000;

@Injectable()
export class ReviewsTimer implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly timer: LeasedTimer;

  constructor(@Inject(Leases) leases: Leases, check: CheckReviews) {
    this.timer = new LeasedTimer('order.check-reviews', EVERY_MS, leases, () => check.execute());
  }

  onApplicationBootstrap(): void {
    this.timer.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.timer.stop();
  }
}
