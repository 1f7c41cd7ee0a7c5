import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { CheckInterval, CheckSchedule } from './check-schedule.js';
import type { InvariantCheck } from './invariant-check.js';
import { InvariantController } from './invariant.controller.js';
import { CHECKS, RunChecks } from './run-checks.js';

const EVERY_MS = 60_000;

/** Serves the invariants of a service and checks them on a schedule; it needs a database with leases. */
@Module({})
export class InvariantsModule {
  /** The checks are made by Nest, so that they may ask for what the service provides globally. */
  static with(checks: Type<InvariantCheck>[], { everyMs = EVERY_MS }: { everyMs?: number } = {}): DynamicModule {
    return {
      module: InvariantsModule,
      controllers: [InvariantController],
      providers: [
        ...checks,
        { provide: CHECKS, inject: checks, useFactory: (...made: InvariantCheck[]) => made },
        { provide: CheckInterval, useValue: new CheckInterval(everyMs) },
        RunChecks,
        CheckSchedule,
      ],
    };
  }
}
