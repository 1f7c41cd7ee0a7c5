import { LeasedTimer, Leases } from '@minisuite/database';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { SendDueReports } from '../../app/send-due-reports.js';

const EVERY_MS = 1000;

@Injectable()
export class ShippingReportsTimer implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly timer: LeasedTimer;

  constructor(@Inject(Leases) leases: Leases, sendDueReports: SendDueReports) {
    this.timer = new LeasedTimer('payment.report-shipments', EVERY_MS, leases, () => sendDueReports.execute());
  }

  onApplicationBootstrap(): void {
    this.timer.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.timer.stop();
  }
}
