import { Redis } from '@minisuite/cache';
import { Background, Health } from '@minisuite/service';
import { Global, Inject, Injectable, Module, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Clock, DomainError } from '@minisuite/kernel';
import { Ids } from './ids.js';
import { Snowflake } from './snowflake.js';
import { WorkerLease } from './worker-lease.js';

const RENEW_EVERY_MS = 10_000;
const MAX_AHEAD_MS = 5000;

@Injectable()
class LeasedIds extends Ids implements OnModuleInit, OnApplicationShutdown {
  private readonly lease: WorkerLease;
  private readonly renewal: Background;
  private snowflake: Snowflake | undefined;
  private worker: number | undefined;

  constructor(
    @Inject(Redis) redis: Redis,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Health) health: Health,
  ) {
    super();
    this.lease = new WorkerLease(redis);
    this.renewal = new Background('IdsLease', RENEW_EVERY_MS, () => this.lease.renew());
    health.add('ids', async () => {
      if (this.lease.current() === null) throw new Error('no worker number');
    });
  }

  async onModuleInit(): Promise<void> {
    await this.lease.renew();
    this.renewal.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.renewal.stop();
    await this.lease.release().catch(() => {});
  }

  next(): string {
    const worker = this.lease.current();
    if (worker === null)
      throw new DomainError('unavailable', 'SERVICE_UNAVAILABLE', 'No ids can be made at the moment.');
    if (!this.snowflake || worker !== this.worker) {
      this.snowflake = new Snowflake(worker);
      this.worker = worker;
    }
    const now = this.clock.now().getTime();
    if (this.snowflake.aheadMs(now) > MAX_AHEAD_MS) {
      throw new DomainError('unavailable', 'SERVICE_UNAVAILABLE', 'The clock went back too far to make ids.');
    }
    return this.snowflake.next(now);
  }
}

/** Gives a service its Ids, with a worker number leased from Redis. */
@Global()
@Module({ providers: [{ provide: Ids, useClass: LeasedIds }], exports: [Ids] })
export class IdsModule {}
