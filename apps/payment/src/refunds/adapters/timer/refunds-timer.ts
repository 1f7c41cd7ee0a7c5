import { LeasedTimer, Leases } from '@minisuite/database';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { SendDueRefunds } from '../../app/send-due-refunds.js';

const EVERY_MS = 1000;

@Injectable()
export class RefundsTimer implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly timer: LeasedTimer;

  constructor(@Inject(Leases) leases: Leases, sendDueRefunds: SendDueRefunds) {
    this.timer = new LeasedTimer('payment.send-refunds', EVERY_MS, leases, () => sendDueRefunds.execute());
  }

  onApplicationBootstrap(): void {
    this.timer.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.timer.stop();
  }
}
