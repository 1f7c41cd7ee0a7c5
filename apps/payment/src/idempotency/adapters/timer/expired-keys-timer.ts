import { Leases } from '@minisuite/database';
import { Background } from '@minisuite/service';
import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { DeleteExpiredKeys } from '../../app/delete-expired-keys.js';

const EVERY_MS = 60_000;
const LEASE_MS = 90_000;

@Injectable()
export class ExpiredKeysTimer implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly loop: Background;

  constructor(leases: Leases, deleteExpired: DeleteExpiredKeys) {
    this.loop = new Background('ExpiredKeysTimer', EVERY_MS, async () => {
      const lease = await leases.acquire('expired-idempotency-keys', LEASE_MS);
      return lease !== null && (await deleteExpired.execute());
    });
  }

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.loop.stop();
  }
}
