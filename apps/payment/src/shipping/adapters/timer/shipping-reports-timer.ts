import { LeasedTimer, Leases } from '@minisuite/database';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { CancelRefundedReports } from '../../app/cancel-refunded-reports.js';
import { SendDueReports } from '../../app/send-due-reports.js';

const EVERY_MS = 1000;

@Injectable()
export class ShippingReportsTimer implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly timer: LeasedTimer;

  constructor(@Inject(Leases) leases: Leases, sendDueReports: SendDueReports, cancelRefunded: CancelRefundedReports) {
    this.timer = new LeasedTimer('payment.report-shipments', EVERY_MS, leases, async () => {
      await cancelRefunded.execute();
      return await sendDueReports.execute();
    });
  }

  onApplicationBootstrap(): void {
    this.timer.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.timer.stop();
  }
}
