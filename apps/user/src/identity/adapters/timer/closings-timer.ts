import { LeasedTimer, Leases } from '@minisuite/database';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { FinishClosings } from '../../app/finish-closings.js';

const EVERY_MS = 10_000;

@Injectable()
export class ClosingsTimer implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly timer: LeasedTimer;

  constructor(@Inject(Leases) leases: Leases, finish: FinishClosings) {
    this.timer = new LeasedTimer('user.finish-closings', EVERY_MS, leases, () => finish.execute());
  }

  onApplicationBootstrap(): void {
    this.timer.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.timer.stop();
  }
}
