import { type DynamicModule, Global, Module } from '@nestjs/common';
import { Clock, SystemClock } from '@minisuite/kernel';
import { Health } from './health.js';

/** What every process has: clock and health. */
@Global()
@Module({})
export class ServiceModule {
  static with(health = new Health()): DynamicModule {
    return {
      module: ServiceModule,
      providers: [
        { provide: Clock, useClass: SystemClock },
        { provide: Health, useValue: health },
      ],
      exports: [Clock, Health],
    };
  }
}
