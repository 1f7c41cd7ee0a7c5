import { LeasedTimer, Leases } from '@minisuite/database';
import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { DeleteExpiredKeys } from '../../app/delete-expired-keys.js';

const EVERY_MS = 60_000;

@Injectable()
export class ExpiredKeysTimer implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly timer: LeasedTimer;

  constructor(leases: Leases, deleteExpired: DeleteExpiredKeys) {
    this.timer = new LeasedTimer('expired-idempotency-keys', EVERY_MS, leases, () => deleteExpired.execute());
  }

  onApplicationBootstrap(): void {
    this.timer.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.timer.stop();
  }
}
