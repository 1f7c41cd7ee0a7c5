import { LeasedTimer, Leases } from '@minisuite/database';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { CheckRemarks } from '../../app/check-remarks.js';
import { CloseDueOrders } from '../../app/close-due-orders.js';
import { CompleteDueOrders } from '../../app/complete-due-orders.js';
import { ForgetOldAnswers } from '../../app/forget-old-answers.js';

const CLOSE_EVERY_MS = 1000;
const COMPLETE_EVERY_MS = 30_000;
const FORGET_EVERY_MS = 60_000;
const CHECK_EVERY_MS = 1000;

@Injectable()
export class OrderingTimers implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly timers: LeasedTimer[];

  constructor(
    @Inject(Leases) leases: Leases,
    close: CloseDueOrders,
    complete: CompleteDueOrders,
    forget: ForgetOldAnswers,
    check: CheckRemarks,
  ) {
    this.timers = [
      new LeasedTimer('order.close-due', CLOSE_EVERY_MS, leases, () => close.execute()),
      new LeasedTimer('order.complete-due', COMPLETE_EVERY_MS, leases, () => complete.execute()),
      new LeasedTimer('order.forget-answers', FORGET_EVERY_MS, leases, () => forget.execute()),
      new LeasedTimer('order.check-remarks', CHECK_EVERY_MS, leases, () => check.execute()),
    ];
  }

  onApplicationBootstrap(): void {
    for (const timer of this.timers) timer.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.timers.map((timer) => timer.stop()));
  }
}
