import { type DynamicModule, Global, Module } from '@nestjs/common';
import { Clock, SystemClock } from '@minisuite/kernel';
import type { Logger } from 'pino';
import { LoggerModule } from 'nestjs-pino';
import { Health } from './health.js';

/** What every process has: logger, clock, health. */
@Global()
@Module({})
export class ServiceModule {
  static with(logger: Logger, health = new Health()): DynamicModule {
    return {
      module: ServiceModule,
      imports: [LoggerModule.forRoot({ pinoHttp: { logger, autoLogging: false, quietReqLogger: true } })],
      providers: [
        { provide: Clock, useClass: SystemClock },
        { provide: Health, useValue: health },
      ],
      exports: [Clock, Health],
    };
  }
}
