import { LeasedTimer, Leases } from '@minisuite/database';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { ExpireUnpaidOrders } from '../../app/expire-unpaid-orders.js';
import { ForgetOldAnswers } from '../../app/forget-old-answers.js';

const EXPIRE_EVERY_MS = 1000;
const FORGET_EVERY_MS = 60_000;

@Injectable()
export class OrderingTimers implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly timers: LeasedTimer[];

  constructor(@Inject(Leases) leases: Leases, expire: ExpireUnpaidOrders, forget: ForgetOldAnswers) {
    this.timers = [
      new LeasedTimer('order.expire-unpaid', EXPIRE_EVERY_MS, leases, () => expire.execute()),
      new LeasedTimer('order.forget-answers', FORGET_EVERY_MS, leases, () => forget.execute()),
    ];
  }

  onApplicationBootstrap(): void {
    for (const timer of this.timers) timer.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.timers.map((timer) => timer.stop()));
  }
}
