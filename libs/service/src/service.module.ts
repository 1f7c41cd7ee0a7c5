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
      // No routes: the middleware would put headers and queries of each HTTP request into the logs.
      imports: [LoggerModule.forRoot({ pinoHttp: { logger }, forRoutes: [] })],
      providers: [
        { provide: Clock, useClass: SystemClock },
        { provide: Health, useValue: health },
      ],
      exports: [Clock, Health],
    };
  }
}
