import { LeasedTimer, Leases } from '@minisuite/database';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { AskPendingPayments } from '../../app/ask-pending-payments.js';

const EVERY_MS = 1000;

@Injectable()
export class PendingPaymentsTimer implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly timer: LeasedTimer;

  constructor(@Inject(Leases) leases: Leases, askPendingPayments: AskPendingPayments) {
    this.timer = new LeasedTimer('payment.ask-pending', EVERY_MS, leases, () => askPendingPayments.execute());
  }

  onApplicationBootstrap(): void {
    this.timer.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.timer.stop();
  }
}
